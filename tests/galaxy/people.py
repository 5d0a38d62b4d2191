"""The users of the kit, each with the client that speaks for them."""

from __future__ import annotations

import json
import urllib.request
from base64 import b64encode
from types import ModuleType
from typing import Any

from tests.galaxy.kit import Galaxy

PASSWORD = "provenance1"


def clients(galaxy: Galaxy) -> dict[str, Any]:
    """Return the kit's client of each user, by the word that the kit calls them (`amara`) and by e-mail address.

    Users who are not there yet are made. The key is asked for: a new one would end the one that somebody else works
    with.
    """
    gx = galaxy.client_module()
    _make_missing(gx)
    named: dict[str, Any] = {}
    for word, (email, _name) in gx.PEOPLE.items():
        client = gx.GX(_key(galaxy, email), email)
        client.uid = client.get("/api/users/current")["id"]
        named |= {word: client, email: client}
    return named


def let_write_tools(admin: Any, user: Any) -> None:
    """Let a user make and run tools of their own, as only those may who have the role for it."""
    name = "may write tools"
    if not any(role["name"] == name for role in admin.get("/api/roles")):
        role = {"name": name, "description": "", "user_ids": [user.uid], "role_type": "user_tool_execute"}
        admin.post("/api/roles", role)


def _make_missing(gx: ModuleType) -> None:
    boot = gx.GX(gx.BOOT, "boot")
    there = {user["email"] for user in boot.get("/api/users")}
    for email, name in gx.PEOPLE.values():
        if email not in there:
            boot.post("/api/users", {"username": name, "email": email, "password": PASSWORD})


def _key(galaxy: Galaxy, email: str) -> str:
    request = urllib.request.Request(
        f"{galaxy.url}/api/authenticate/baseauth",
        headers={"Authorization": "Basic " + b64encode(f"{email}:{PASSWORD}".encode()).decode()},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        key: str = json.load(answer)["api_key"]
    return key
