"""`--auth token`: a file with a line for each token: its SHA-256, whose it is, and what for.

```
# sha256 of the token                                            who           note
9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 user=42       notebooks of the lab
60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752 admin         monitoring
fd61a03af4f77d870fc21e05e7e80678095c92d00fcb72b3d10b5d1d5d7aa2bc user=1,admin
```

`galaxy-lineage token` makes them, 256 random bits each: nothing that a faster or slower digest would change for who
guesses. A file that changes is read again; one that is gone or wrong then lets nobody in until it is mended.
"""

from __future__ import annotations

import logging
import re
import secrets
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from api.auth.identity import NOBODY, Identity, fingerprint
from api.errors import BadConfiguration, KeysUnchecked, NotAuthenticated

_LINE = re.compile(r"([0-9a-f]{64})\s+(?:user=([0-9]{1,18})(,admin)?|(admin))(?:\s.*)?")
_BYTES: Final = 32
_State = tuple[int, int, int]

log = logging.getLogger(__name__)


def new_token(identity: Identity, note: str = "") -> tuple[str, str]:
    """Make a token; return it and its line for the file."""
    token = secrets.token_urlsafe(_BYTES)
    names = [f"user={identity.user_id}"] if identity.user_id is not None else []
    who = ",".join([*names, *(["admin"] if identity.is_admin else [])])
    return token, f"{fingerprint(token)} {who} {' '.join(note.split())}".rstrip()


class Tokens:
    """The tokens of a file. Safe to share between threads.

    Raises:
        BadConfiguration: the file cannot be read, or a line of it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reading = threading.Lock()
        self._state, self._known = _state(path), read_tokens(path)

    def identify(self, key: str | None) -> Identity:
        """Return whose token this is."""
        if key is None:
            return NOBODY
        found = self._current().get(fingerprint(key))
        if found is None:
            raise NotAuthenticated
        return found

    def close(self) -> None:
        """Nothing is open."""

    def _current(self) -> Mapping[str, Identity]:
        with self._reading:
            try:
                if (state := _state(self._path)) != self._state:
                    self._known = read_tokens(self._path)
                    self._state = state
            except BadConfiguration as error:
                log.error("%s", error)  # noqa: TRY400 - it says all
                raise KeysUnchecked from error
            return self._known


def read_tokens(path: Path) -> dict[str, Identity]:
    """Read a file of tokens: identity by digest.

    Raises:
        BadConfiguration: it cannot be read, or a line of it.
    """
    try:
        return dict(_identities(path, path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfiguration(f"The file of tokens {path} cannot be read: {error}") from error


def _identities(path: Path, text: str) -> Iterator[tuple[str, Identity]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if not found:
            raise BadConfiguration(
                f"{path}, line {number}: write `SHA256 user=ID`, `SHA256 admin` or `SHA256 user=ID,admin`."
            )
        digest, user, also_admin, admin = found.groups()
        yield digest, Identity(int(user) if user else None, is_admin=bool(also_admin or admin))


def _state(path: Path) -> _State:
    """What changes when a file does."""
    try:
        found = path.stat()
    except OSError as error:
        raise BadConfiguration(f"The file of tokens {path} cannot be read: {error.strerror}") from error
    return found.st_ino, found.st_size, found.st_mtime_ns
