"""`search`: what has these words, as a table or as the JSON that the route answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from api.commands.group import Call
from api.commands.options import AsJson, InstanceName, Secrets
from api.commands.terminal import print_json, table
from api.commands.terminal import show as show_table
from api.encoding import Encoder
from api.ids import Ids
from api.places import require_instance
from api.schemas import SearchAnswer
from api.settings import read_secrets
from cypher import open_graph
from explorer import Explorer
from explorer.search import Hit


def search(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", help="Words, all wanted; the last may be the beginning of one, but numbers are whole."
        ),
    ],
    *,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Only history, hdca, hda or tool_execution.")] = None,
    history: Annotated[int | None, typer.Option(min=1, help="Only what stands in the history with this id.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many at most.")] = 50,
    instance: InstanceName = "main",
    id_secret: Secrets = None,
    as_json: AsJson = False,
) -> None:
    """Find histories, datasets, collections and executions by name, tool, data type, tag, annotation or id."""
    ids = Ids(read_secrets(id_secret or (), require_instance(instance)))
    with open_graph(Call.of(context).graph) as graph:
        found = Explorer(graph, instance).search(" ".join(words), kind, history, limit)
    if as_json:
        answer = SearchAnswer(items=Encoder(ids, instance).encode(found.hits), next=None)
        print_json(answer.model_dump(mode="json"))
    else:
        show_table(table(("what", "name", "state", "made", "history"), _rows(found.hits)))


def _rows(hits: Iterable[Hit]) -> Iterable[tuple[str, str, str, str, str]]:
    for hit in hits:
        history = hit.history.name if hit.history else None
        yield str(hit.ref), hit.name or hit.tool_id or "", hit.state or "", hit.create_time or "", history or ""
