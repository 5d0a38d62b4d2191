"""From what is asked over HTTP to a payload of the explorer, and from what is extracted to JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from api.encoding import Encoder
from api.schemas.workflows import ExtractionRequest, GivenExecution, GivenItem
from explorer.extraction.by_ids import ByIds
from explorer.extraction.document import document
from explorer.extraction.model import Extracted, Format, OutputLabel
from explorer.refs import Ref

DEFAULT_NAME: Final = "Extracted workflow"

Decode = Callable[[str, str], Ref]
"""Reads an encoded id of a `src`."""

SOURCES: Final = {
    "job_ids": "job",
    "implicit_collection_jobs_ids": "implicit_collection_jobs",
    "tool_request_ids": "tool_request",
    "hda_ids": "hda",
    "hdca_ids": "hdca",
}
"""List of encoded ids → the `src` of each."""


def payload_of(asked: ExtractionRequest, decode: Decode) -> ByIds:
    """Decode the ids of a request.

    Raises:
        MalformedId: one of them is none.
    """

    def refs(given: list[GivenExecution] | list[GivenItem]) -> list[Ref]:
        return [decode(one.src, one.id) for one in given]

    lists = {name: [decode(src, text) for text in getattr(asked, name)] for name, src in SOURCES.items()}
    return ByIds(
        workflow_name=asked.workflow_name or DEFAULT_NAME,
        **lists,
        dataset_names=asked.dataset_names,
        dataset_collection_names=asked.dataset_collection_names,
        output_labels=[OutputLabel(decode(one.kind, one.id), one.label) for one in asked.output_labels],
        executions=refs(asked.tool_executions),
        results=refs(asked.results),
        until=refs(asked.until),
        batches=asked.batches,
    )


def answer_of(extracted: Extracted, form: Format, encoder: Encoder) -> dict[str, Any]:
    """Write a workflow and its report; records are named with encoded ids, in the workflow too."""

    def called(ref: Ref) -> str:
        shown = encoder.reference(ref)
        return f"{shown['src']}:{shown['id']}"

    items = [encoder.encode(item) for item in extracted.report.items]
    return {
        "workflow": document(extracted.draft, form, called),
        "report": {"lossless": extracted.report.lossless, "items": items},
    }
