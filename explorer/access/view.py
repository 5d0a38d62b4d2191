"""One answer as its caller sees it: which records it shows, and the stubs that stand for the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from explorer.access.restricted import Restricted
from explorer.refs import Ref

if TYPE_CHECKING:
    from explorer.access.access import Access


class View:
    """What is readable of the keys of one answer; within it, a record that is not has one stub throughout."""

    def __init__(self, access: Access, keys: Iterable[str]) -> None:
        """Ask once for all keys; what was not asked for is not shown."""
        self._access = access
        self._readable = access.readable(keys)
        self._stubs: dict[str, Restricted] = {}

    @property
    def is_unlimited(self) -> bool:
        """Whether the caller may read everything."""
        return self._access.is_unlimited

    def shows(self, key: str) -> bool:
        """Tell whether the record may be shown."""
        return self._access.is_unlimited or key in self._readable

    def ref(self, key: str) -> Ref:
        """Return the reference to a record, or what stands for it."""
        return Ref.of_key(key) if self.shows(key) else self.stub(key)

    def stub(self, key: str) -> Restricted:
        """Return what stands for a record that may not be shown."""
        if key not in self._stubs:
            self._stubs[key] = self._access.stub(Ref.of_key(key).src)
        return self._stubs[key]
