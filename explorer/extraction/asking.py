"""Extraction, as methods of the facade."""

from __future__ import annotations

from explorer.access import Access
from explorer.extraction.by_ids import ByIds, select_by_ids
from explorer.extraction.extract import extract
from explorer.extraction.model import Extracted, Selection
from explorer.toolbox.tool import Toolbox


class ExtractsWorkflows:
    """The part of the `Explorer` that makes workflows of what was run."""

    _access: Access
    _instance: str
    _toolbox: Toolbox | None

    def extract(self, selection: Selection) -> Extracted:
        """Return a workflow that does again what was selected, with a report of what it keeps of it.

        Raises:
            NotFound: something that the selection names is not in the graph.
            Forbidden: the caller may not read it.
            BadRequest: it selects nothing, or too much, or labels what no step makes.
        """
        return extract(self._access, self._instance, selection, self._toolbox)

    def select_by_ids(self, payload: ByIds) -> Selection:
        """Return what Galaxy's by-ids payload selects, validated as Galaxy does; what is ours may stand beside it.

        Raises:
            BadRequest: something in it makes no sense, or cannot be extracted.
            NotFound, Forbidden: a record that it names is not there, or not the caller's to read.
        """
        return select_by_ids(self._access, payload)
