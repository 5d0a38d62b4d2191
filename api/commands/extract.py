"""`extract`: a workflow from results or executions; what it loses is said on the standard error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final, get_args

import typer

from api.commands.exits import LOSSES
from api.commands.group import Call
from api.commands.options import AsJson, InstanceName, Secrets
from api.commands.references import References
from api.commands.terminal import print_json, say, show, table
from api.encoding import Encoder
from api.extraction import DEFAULT_NAME, answer_of
from api.schemas.workflows import Extraction
from cypher import open_graph
from explorer import Explorer
from explorer.errors import BadReference
from explorer.extraction.by_ids import ByIds
from explorer.extraction.document import text_of
from explorer.extraction.model import Batches, Format, Outcome, Report
from explorer.refs import Ref

KEPT: Final = "kept"


def extract(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    references: Annotated[
        list[str],
        typer.Argument(metavar="REF…", help="Results (hda:42, hdca:7) or what was run (job:3, icj:5, invocation:2 …)."),
    ],
    *,
    until: Annotated[
        list[str] | None, typer.Option(metavar="REF", help="Going back ends here: this becomes an input.")
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="ga: Galaxy's own; gxformat2: the one that people read.")
    ] = "ga",
    name: Annotated[str, typer.Option(help="Name of the workflow.")] = DEFAULT_NAME,
    batches: Annotated[
        Batches, typer.Option(help="A batch over datasets: a step for each, or one mapped over a new list.")
    ] = "steps",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it there.")] = None,
    instance: InstanceName = "main",
    id_secret: Secrets = None,
    as_json: AsJson = False,
) -> None:
    """Extract a workflow that runs again: of all that led to some results, or of some executions."""
    reader = References.of(instance, id_secret)
    refs, ends = [reader.read(text) for text in references], [reader.read(text) for text in until or ()]
    where = _one_galaxy([*refs, *ends])
    payload = ByIds(
        workflow_name=name,
        results=[ref for ref in refs if ref.is_item],
        executions=[ref for ref in refs if not ref.is_item],
        until=ends,
        batches=batches,
    )
    with open_graph(Call.of(context).graph) as graph:
        explorer = Explorer(graph, where)
        extracted = explorer.extract(explorer.select_by_ids(payload))
    answer = answer_of(extracted, form, Encoder(reader.ids, where))
    if output:
        output.write_text(text_of(answer["workflow"]), encoding="utf-8")
    if as_json:
        print_json(Extraction.model_validate(answer).model_dump(mode="json"))
    elif not output:
        typer.echo(text_of(answer["workflow"]), nl=False)
    _tell(extracted.report)
    if not extracted.report.lossless:
        raise typer.Exit(LOSSES)


def _one_galaxy(refs: Sequence[Ref]) -> str:
    """Return the Galaxy that all references are of: a workflow is of one."""
    names = sorted({ref.instance for ref in refs})
    if len(names) > 1:
        raise BadReference(f"These are of several Galaxies, and a workflow is of one: {', '.join(names)}.")
    return names[0]


def _tell(report: Report) -> None:
    """Write what is not as it was run; what is kept is counted."""
    if rows := list(_rows(report)):
        show(table(("outcome", "step", "about", "what"), rows), err=True)
    counted = Counter(item.outcome for item in report.items)
    counts = ", ".join(f"{counted[outcome]} {outcome}" for outcome in get_args(Outcome) if counted[outcome])
    verdict = "Nothing was lost" if report.lossless else "Not everything could be kept"
    say(f"{verdict}: {counts}." if counts else f"{verdict}.")


def _rows(report: Report) -> Iterator[tuple[str, str, str, str]]:
    for item in report.items:
        if item.outcome != KEPT:
            yield item.outcome, item.step or "", str(item.subject or ""), item.message
