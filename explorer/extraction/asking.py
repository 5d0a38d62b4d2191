"""The questions about extraction, as methods of the facade."""

from __future__ import annotations

from explorer.access import Access
from explorer.extraction.by_ids import select_by_ids
from explorer.extraction.by_ids_records import ByIds
from explorer.extraction.model import Selection


class AsksExtraction:
    """The part of the `Explorer` that makes workflows of what was run."""

    _access: Access

    def select_by_ids(self, payload: ByIds) -> Selection:
        """Return what Galaxy's by-ids payload selects, validated as Galaxy does; ours may stand beside it.

        Raises:
            BadRequest: something in it makes no sense, or cannot be extracted.
            NotFound, Forbidden: a record that it names is not there, or not the caller's to read.
        """
        return select_by_ids(self._access, payload)
