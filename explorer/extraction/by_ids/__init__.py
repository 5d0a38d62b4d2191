"""Galaxy's own payload, as a selection. It imports the values of extraction and `access`, not the packages below."""

from explorer.extraction.by_ids.checking import select_by_ids
from explorer.extraction.by_ids.payload import ByIds

__all__ = ["ByIds", "select_by_ids"]
