"""Ids as Galaxy writes them in its addresses and answers: Blowfish over the database id, one secret per Galaxy.

The rules are those of Galaxy's `IdEncodingHelper`: the decimal id is padded on the left with `!` to a multiple of
eight bytes (a whole block more when it is one already), encrypted block by block and written in hexadecimal. A kind
of its own has its own key, the last 56 bytes of `{secret}__{kind}`. Without a secret an id is the decimal number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Final, cast

from Crypto.Cipher import Blowfish
from Crypto.Cipher._mode_ecb import EcbMode

from api.errors import BadSecret, MalformedId, shown

KINDS: Final[Mapping[str, str]] = {"tool_execution": "tool_exec_st"}
"""Which `src` has a key of its own."""

BLOCK: Final = 8
SHORTEST_SECRET, LONGEST_SECRET = 4, 56
LARGEST_ID: Final = 2**63 - 1
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_HEXADECIMAL = re.compile(r"(?:[0-9a-fA-F]{16}){1,3}", re.ASCII)


class IdCodec:
    """The ids of one Galaxy.

    Args:
        secret: its `id_secret`, 4 to 56 bytes in UTF-8; None for decimal ids.

    Raises:
        BadSecret: no Galaxy can have this secret.
    """

    def __init__(self, secret: str | None = None) -> None:
        self._secret = secret
        self._ciphers = {kind: _cipher(secret, kind) for kind in ("", *KINDS.values())} if secret is not None else {}

    @property
    def is_secret(self) -> bool:
        """Whether ids are as Galaxy encodes them, so that Galaxy knows them too."""
        return bool(self._ciphers)

    def encode(self, src: str, number: int) -> str:
        """Write a database id as Galaxy does, in the kind of this `src`."""
        return self.encode_all(src, [number])[0]

    def encode_all(self, src: str, numbers: Iterable[int]) -> list[str]:
        """Write many ids of one `src`: encrypted together, for a call takes far longer than its work on one of them."""
        if not self._ciphers:
            return [str(number) for number in numbers]
        plain = [_padded(number) for number in numbers]
        texts = StringIO(bytes(self._ciphers[KINDS.get(src, "")].encrypt(b"".join(plain))).hex())
        return [texts.read(2 * len(padded)) for padded in plain]

    def decode(self, src: str, text: str) -> int:
        """Read an id back, in the kind of this `src`; capital letters are accepted, as in Galaxy.

        Raises:
            MalformedId: this text is not the form of any id.
        """
        number = self._number(src, text)
        if number is None or number > LARGEST_ID or self.encode(src, number) != text.lower():
            raise MalformedId(f"Malformed id ( {shown(text)} ) specified, unable to decode.")
        return number

    def _number(self, src: str, text: str) -> int | None:
        if not self._ciphers:
            return int(text) if _DECIMAL.fullmatch(text) else None
        if not _HEXADECIMAL.fullmatch(text):
            return None
        plain = bytes(self._ciphers[KINDS.get(src, "")].decrypt(bytes.fromhex(text))).lstrip(b"!")
        digits = plain.decode("latin-1")
        return int(digits) if _DECIMAL.fullmatch(digits) else None


class Ids:
    """The ids of all Galaxy servers in the graph: a codec per instance.

    Args:
        secrets: `id_secret` by instance name; an instance that is not named has decimal ids.
    """

    def __init__(self, secrets: Mapping[str, str] | None = None) -> None:
        self._codecs = {instance: IdCodec(secret) for instance, secret in (secrets or {}).items()}
        self._decimal = IdCodec()

    def of(self, instance: str) -> IdCodec:
        """The codec of one instance."""
        return self._codecs.get(instance, self._decimal)


def _padded(number: int) -> bytes:
    text = b"%d" % number
    return b"!" * (BLOCK - len(text) % BLOCK) + text


def _cipher(secret: str, kind: str) -> EcbMode:
    key = secret.encode("utf-8")
    if not SHORTEST_SECRET <= len(key) <= LONGEST_SECRET:
        raise BadSecret
    if kind:
        key = f"{secret}__{kind}".encode()[-LONGEST_SECRET:]
    return cast(EcbMode, Blowfish.new(key, Blowfish.MODE_ECB))  # noqa: S304 - the cipher is Galaxy's; it hides row counts, no secrets
