"""The users that the kit made, each with the client that speaks for them."""

from __future__ import annotations

import json
import urllib.request
from base64 import b64encode
from typing import Any

from tests.galaxy.kit import Galaxy

PASSWORD = "provenance1"


def clients(galaxy: Galaxy) -> dict[str, Any]:
    """Return the kit's client of each user, by the word that the kit calls them (`amara`) and by e-mail address.

    The key is asked for: a new one would end the one that somebody else works with.
    """
    gx = galaxy.client_module()
    named: dict[str, Any] = {}
    for word, (email, _name) in gx.PEOPLE.items():
        client = gx.GX(_key(galaxy, email), email)
        client.uid = client.get("/api/users/current")["id"]
        named |= {word: client, email: client}
    return named


def _key(galaxy: Galaxy, email: str) -> str:
    request = urllib.request.Request(
        f"{galaxy.url}/api/authenticate/baseauth",
        headers={"Authorization": "Basic " + b64encode(f"{email}:{PASSWORD}".encode()).decode()},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        key: str = json.load(answer)["api_key"]
    return key
