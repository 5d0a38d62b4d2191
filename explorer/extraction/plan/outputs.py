"""The outputs of the workflow: what the caller labels, and the results that it was extracted for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explorer.errors import BadRequest
from explorer.extraction.labels import Labels, tidy
from explorer.extraction.model import OutputLabel, ReportItem
from explorer.extraction.records.originals import Look
from explorer.extraction.wiring.connections import Port, Wiring
from explorer.refs import Ref


def workflow_outputs(
    labels: Iterable[OutputLabel], results: Iterable[Ref], wiring: Wiring, look: Look
) -> tuple[dict[Port, str], list[ReportItem]]:
    """Return the labels of the outputs of the workflow, and what there is to say about them.

    A result without a label has its name; a copy is labelled for its original.

    Raises:
        BadRequest: a label is for something that no selected step makes.
    """
    given = Labels()
    found: dict[Port, str] = {}
    lines: list[ReportItem] = []
    for wanted in labels:
        port = wiring.source_of(wanted.item.key)
        if port is None:
            raise BadRequest(
                f"{wanted.item} is not an output of a selected step, so it cannot be labelled.", wanted.item
            )
        found.setdefault(port, given.give(wanted.label))
        if tidy(wanted.label) != found[port]:
            lines.append(
                ReportItem("changed", f"The label {wanted.label!r} is {found[port]!r} now.", subject=wanted.item)
            )
    for ref in results:
        lines += _result(ref, found, given, wiring, look)
    return found, lines


def _result(ref: Ref, found: dict[Port, str], given: Labels, wiring: Wiring, look: Look) -> Iterator[ReportItem]:
    port, whole = wiring.source_of(ref.key), wiring.holder_of(ref.key)
    if port is None and whole is None:
        yield ReportItem("lost", "No step makes this result: it was brought in, or put together by hand.", subject=ref)
        return
    if port is None:
        yield ReportItem(
            "changed", "This result is an element of an output: the output of the workflow is the whole.", subject=ref
        )
    made = port or whole
    row = look(ref.key)
    if made and made not in found:
        found[made] = given.give((row.name if row else None) or made.output)
