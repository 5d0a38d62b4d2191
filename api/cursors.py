"""Cursors: where a long answer goes on, as text that only this server can read, for one caller and one question.

What a cursor holds, such as the keys at the border of a lineage, may be of items that its bearer cannot read: so it
is encrypted, not only signed (Fernet: AES and HMAC, with the time when it was made).
"""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import urlsafe_b64encode
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken

from api.errors import MalformedRequest

LIFETIME: Final = 3600
"""Seconds that a cursor can be used; then the graph has changed too much for a page to fit to the one before."""


def age_group(now: float) -> int:
    """Return a number that changes every half hour: a kept answer is made anew before the cursor in it ends."""
    return int(now // (LIFETIME / 2))


class Cursors:
    """Writes and reads the cursors of all questions. Servers with the same secret read each other's."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def sign(self, payload: dict[str, Any], question: str) -> str:
        """Write where the answer to this question goes on; `payload` is anything that JSON can say.

        The question should name all that makes it this one: the route, its parameters, the caller.
        """
        plain = zlib.compress(json.dumps(payload, separators=(",", ":")).encode())
        return self._cipher(question).encrypt(plain).decode().rstrip("=")

    def read(self, text: str, question: str) -> dict[str, Any]:
        """Return the payload of a cursor that was made for this question.

        Raises:
            MalformedRequest: it is none, is older than an hour, or belongs to another question or caller.
        """
        try:
            plain = self._cipher(question).decrypt(_padded(text), ttl=LIFETIME)
        except (InvalidToken, ValueError) as error:
            raise MalformedRequest(
                "The cursor is no longer good, or belongs to another question or caller: ask again without it."
            ) from error
        payload: dict[str, Any] = json.loads(zlib.decompress(plain))
        return payload

    def _cipher(self, question: str) -> Fernet:
        """A key for this question alone: with another question's the cursor cannot be read at all."""
        key = hashlib.blake2b(question.encode("utf-8", "surrogatepass"), key=self._key(), digest_size=32)
        return Fernet(urlsafe_b64encode(key.digest()))

    def _key(self) -> bytes:
        return hashlib.sha256(b"cursor\0" + self._secret).digest()


def _padded(text: str) -> bytes:
    return (text + "=" * (-len(text) % 4)).encode("ascii")
