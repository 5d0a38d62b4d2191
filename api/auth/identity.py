"""Who somebody is, as far as credentials say it; the roles that he holds are in the graph."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final, Protocol

from api.errors import NotAuthenticated

_KEY = re.compile(r"[!-~]{1,200}")


@dataclass(frozen=True, slots=True)
class Identity:
    """A user of the default Galaxy by database id, or nobody in particular; `is_admin`: may read everything."""

    user_id: int | None = None
    is_admin: bool = False


NOBODY: Final = Identity()
ADMINISTRATOR: Final = Identity(is_admin=True)


class Authenticator(Protocol):
    """One way to find out who asks."""

    def identify(self, key: str | None) -> Identity:
        """Return whose key this is; without a key, who asks without one.

        Raises:
            NotAuthenticated: it is nobody's.
            KeysUnchecked: that cannot be found out now.
        """

    def close(self) -> None:
        """Close connections."""


class Local:
    """`--auth local`: everybody who gets in is an administrator; keys do not matter."""

    def identify(self, _: str | None) -> Identity:
        """Return the administrator."""
        return ADMINISTRATOR

    def close(self) -> None:
        """Nothing is open."""


def fingerprint(key: str) -> str:
    """Return what is kept instead of a key: a digest. Keys are random and long, so it needs no salt nor slowness."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def require_possible(key: str) -> None:
    """Raise `NotAuthenticated` when no key looks like this, so that nobody needs to be asked."""
    if not _KEY.fullmatch(key):
        raise NotAuthenticated
