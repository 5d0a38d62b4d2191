"""The local server's own SQL, over its HTTP port on loopback: for the few things that its Cypher cannot say."""

from __future__ import annotations

import http.client
import json
from base64 import b64encode
from typing import Final
from urllib.parse import urlsplit

from cypher.errors import LocalServerError
from cypher.local.server import Connection

WITHIN: Final = 3600.0
"""Seconds: an index over a large graph takes minutes."""


def run_script(connection: Connection, script: str) -> None:
    """Run statements of its SQL, each ended by a semicolon; raise `LocalServerError` when it refuses one."""
    place = urlsplit(connection.http_url)
    client = http.client.HTTPConnection(place.hostname or "", place.port, timeout=WITHIN)
    login = b64encode(f"{connection.user}:{connection.password}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
    body = json.dumps({"language": "sqlscript", "command": script})
    try:
        client.request("POST", f"/api/v1/command/{connection.database}", body, headers)
        answer = client.getresponse()
        said = answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        raise LocalServerError(f"The local graph server did not run a script: {error}") from error
    finally:
        client.close()
    if answer.status != http.HTTPStatus.OK:
        raise LocalServerError(f"The local graph server refused a script ({answer.status}): {said[:500]}")
