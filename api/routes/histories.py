"""Histories: the list, and the graph of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Query, Response

from api.dependencies import Asked, Question, fresh
from api.errors import MalformedId, MalformedRequest, NotFound, shown
from api.kept import KeptRoute
from api.queries import GraphQuery
from api.routes.answers import Responses, errors
from api.schemas import History, HistoryGraph, Layout
from api.writing import write
from explorer.errors import SeedNotFound, SeedScopeNotFound
from explorer.refs import Ref
from explorer.view.picture import draw

router = APIRouter(prefix="/api/histories", tags=["histories"], dependencies=[Depends(fresh)], route_class=KeptRoute)

NOWHERE: Final = -1
"""An id that no record has."""

COUNTED: Final[Responses] = {
    200: {"headers": {"total_matches": {"description": "how many match in all", "schema": {"type": "integer"}}}}
}

Pair = tuple[str, str]
HistoryId = Annotated[str, Path(description="encoded id of the history", examples=["1fd0db991702dcfa"])]


@router.get("", responses=errors(400, 404, 503) | COUNTED, summary="List histories")
def histories(
    asked: Asked,
    response: Response,
    q: Annotated[str, Query(max_length=200, description="words that the name has, all of them")] = "",
    limit: Annotated[int, Query(ge=1, le=1000, description="how many at most")] = 50,
    offset: Annotated[int, Query(ge=0, le=10**9, description="how many to skip")] = 0,
) -> list[History]:
    """List the histories that the caller may read, the last changed first; `total_matches` counts all that match."""
    found, total = asked.explorer.histories(q, limit=limit, offset=offset)
    response.headers["total_matches"] = str(total)
    return [History.model_validate(asked.encode(each)) for each in found]


@router.get(
    "/{history_id}/graph",
    response_model=HistoryGraph,
    responses=errors(400, 403, 404, 503),
    summary="Show the graph of a history",
)
def history_graph(
    asked: Asked, response: Response, history_id: HistoryId, query: Annotated[GraphQuery, Depends()]
) -> Response:
    """Galaxy's history graph: the same parameters, bounds, shape and order.

    The newest items of the history, what made them and what it was made from. Items and executions are nodes, in
    the order datasets, collections, executions, each by database id; edges run with the flow of data. The seed does
    not widen the selection: to see an old item's neighbourhood, pass it as seed and as seed scope.
    """
    history = asked.ref("history", history_id)
    seed, scope = _seeds(asked, history, query)
    with _in_galaxys_words(query):
        graph = asked.explorer.history_graph(
            history.id,
            limit=query.limit,
            include_deleted=query.include_deleted,
            seed=seed,
            direction=query.direction,
            depth=query.depth,
            seed_scope=scope,
            profile=query.profile,
        )
    layout = Layout.model_validate(asked.encode(draw(graph, seed))) if query.layout else None
    body = write(HistoryGraph, graph, asked.encoder, layout=layout)
    return Response(body, media_type="application/json", headers=response.headers)


def _seeds(asked: Question, history: Ref, query: GraphQuery) -> tuple[Ref | None, Ref | None]:
    """Read seed and scope; what is wrong with them counts only when the history is there, as in Galaxy."""
    try:
        seed = _pair("seed", query.seed_src, query.seed_id)
        scope = _pair("seed_scope", query.seed_scope_src, query.seed_scope_id)
        return _seed(asked, *seed) if seed else None, asked.ref(*scope) if scope else None
    except MalformedRequest:
        asked.explorer.history(history.id)
        raise


def _pair(name: str, src: str | None, text: str | None) -> Pair | None:
    if src is None and text is None:
        return None
    if src is None or text is None:
        raise MalformedRequest(f"{name}_src and {name}_id must be provided together.")
    return src, text


def _seed(asked: Question, src: str, text: str) -> Ref:
    """Read the seed. Galaxy compares it as text: what is no id, or is one in capitals, is just not in the graph."""
    try:
        ref = asked.ref(src, text)
    except MalformedId:
        return Ref(src, NOWHERE, asked.instance)
    return ref if text == asked.encoder.reference(ref)["id"] else Ref(src, NOWHERE, asked.instance)


@contextmanager
def _in_galaxys_words(query: GraphQuery) -> Iterator[None]:
    try:
        yield
    except SeedScopeNotFound as error:
        said = shown(f"{query.seed_scope_src}:{query.seed_scope_id}")
        raise NotFound(f"seed_scope {said} not found in history.") from error
    except SeedNotFound as error:
        raise MalformedRequest(f"Seed {shown(f'{query.seed_src}:{query.seed_id}')} not found in graph.") from error
