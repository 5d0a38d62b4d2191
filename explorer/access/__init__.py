"""Who asks, and what they may read (`interface.md`, Access)."""

from explorer.access.access import Access
from explorer.access.callers import ADMIN, ANONYMOUS, Caller, read_caller
from explorer.access.restricted import Restricted

__all__ = ["ADMIN", "ANONYMOUS", "Access", "Caller", "Restricted", "read_caller"]
