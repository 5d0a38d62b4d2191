"""How many requests one caller may make: counted by key, without one by address."""

from __future__ import annotations

import math
import time
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from api.errors import BadConfiguration, TooMany

HOUSEHOLD: Final = 64
"""Bits of an IPv6 address that one customer of a network shares: who has one address has them all."""


class Rates:
    """The requests of all callers; a limit such as `1200/minute`, or an empty text for none.

    Raises:
        BadConfiguration: the limit cannot be read.
    """

    def __init__(self, limit: str) -> None:
        self._limit = _read(limit) if limit else None
        self._counts = SlidingWindowCounterRateLimiter(MemoryStorage())

    def count(self, caller: str) -> None:
        """Count a request.

        Raises:
            TooMany: it is one too many; the error says when to come again.
        """
        if self._limit and not self._counts.hit(self._limit, caller):
            self._refuse(self._limit, caller)

    def require_room(self, caller: str) -> None:
        """Raise `TooMany` when this caller's next request would be one too many; nothing is counted."""
        if self._limit and not self._counts.test(self._limit, caller):
            self._refuse(self._limit, caller)

    def _refuse(self, limit: RateLimitItem, caller: str) -> None:
        seconds = self._counts.get_window_stats(limit, caller).reset_time - time.time()
        raise TooMany(f"More than {limit} requests: go on more slowly.", retry_after=max(1, math.ceil(seconds)))


def by_address(host: str) -> str:
    """Return the name under which requests from an address are counted."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, HOUSEHOLD), strict=False)) if isinstance(address, IPv6Address) else host


def _read(limit: str) -> RateLimitItem:
    try:
        return parse(limit)
    except ValueError as error:
        raise BadConfiguration(f"The rate limit is written as 1200/minute, not {limit!r}.") from error
