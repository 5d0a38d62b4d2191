"""Lineage: what something comes from, what depends on it, what lies between."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query

from api.dependencies import Asked, Question, fresh
from api.errors import MalformedId
from api.kept import KeptRoute
from api.routes.answers import errors
from api.schemas import Impact, Lineage, NodeSrc
from explorer.lineage.model import Direction, Granularity
from explorer.lineage.questions import MAX_LIMIT

router = APIRouter(prefix="/api", tags=["lineage"], dependencies=[Depends(fresh)], route_class=KeptRoute)

ERRORS: Final = errors(400, 403, 404, 503)
PAGED: Final = ERRORS | errors(409)

Level = Annotated[
    Granularity,
    Query(description="`execution`: by declared requests; `element`: by what each job read and wrote"),
]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="nodes of one page")]
Cursor = Annotated[str | None, Query(description="`truncated.next` of the page before")]
End = Annotated[str, Query(description="a reference with an encoded id", examples=["hda:1fd0db991702dcfa"])]


@router.get("/lineage/{src}/{id}", responses=PAGED, summary="Follow the data up and down")
def lineage(  # noqa: PLR0913, PLR0917 - the parameters of the route
    asked: Asked,
    src: NodeSrc,
    text: Annotated[str, Path(alias="id", description="encoded id", examples=["1fd0db991702dcfa"])],
    direction: Annotated[Direction, Query(description="`both` is the union of the two")] = "upstream",
    depth: Annotated[
        int | None, Query(ge=0, description="hops between data items, executions are free; default: no bound")
    ] = None,
    granularity: Level = "execution",
    limit: Limit = 500,
    cursor: Cursor = None,
) -> Lineage:
    """Show everything that something comes from or that depends on it, across histories, copies and collections.

    Nodes come hop by hop, each once. What a page leaves out `truncated` names, with the cursor of the next page;
    `more` counts the neighbours beyond a border node.
    """
    found = asked.explorer.lineage(
        asked.ref(src, text), direction, depth, granularity, limit, asked.resume(cursor), asked.deadline
    )
    return Lineage.model_validate(_encoded(asked, found))


@router.get("/paths", responses=PAGED, summary="Show what lies between two nodes")
def paths(  # noqa: PLR0913, PLR0917 - the parameters of the route
    asked: Asked,
    source: Annotated[End, Query(alias="from")],
    target: Annotated[End, Query(alias="to")],
    granularity: Level = "execution",
    limit: Limit = 500,
    cursor: Cursor = None,
) -> Lineage:
    """Show the nodes on any way along the flow of data from one node to the other; none when there is no way."""
    found = asked.explorer.paths(
        asked.named(source),
        asked.named(target),
        granularity=granularity,
        limit=limit,
        cursor=asked.resume(cursor),
        deadline=asked.deadline,
    )
    return Lineage.model_validate(_encoded(asked, found))


@router.get("/impact/{src}/{id}", responses=ERRORS, summary="Count and list what depends on something")
def impact(  # noqa: PLR0913, PLR0917 - the parameters of the route
    asked: Asked,
    src: NodeSrc,
    text: Annotated[str, Path(alias="id", description="encoded id", examples=["1fd0db991702dcfa"])],
    granularity: Level = "execution",
    limit: Limit = 500,
    cursor: Cursor = None,
) -> Impact:
    """Count everything downstream, and list its datasets and collections in the order of their ids, page by page."""
    found = asked.explorer.impact(
        asked.ref(src, text), granularity=granularity, limit=limit, cursor=asked.resume(cursor)
    )
    return Impact.model_validate(_encoded(asked, found))


@router.get("/select", responses=PAGED, summary="Select nodes by an expression")
def select(
    asked: Asked,
    q: Annotated[
        str, Query(description="an expression", max_length=2000, examples=["+hda:1fd0db991702dcfa,state:error"])
    ],
    limit: Limit = 500,
    cursor: Cursor = None,
) -> Lineage:
    """Show the nodes that an expression selects, and the edges between them.

    Atoms are references with encoded ids (`hda:…`), `tool:align*`, `state:error` and `history:…`. `+` before or after
    one adds everything upstream or downstream of it, a number beside the `+` so many hops: `2+hda:…+1`. Terms with a
    space between them are united; a comma keeps what both select. An error tells the position.
    """
    found = asked.explorer.select(
        q,
        decode=lambda src, encoded: _decoded(asked, src, encoded),
        limit=limit,
        cursor=asked.resume(cursor),
        deadline=asked.deadline,
    )
    return Lineage.model_validate(_encoded(asked, found))


def _encoded(asked: Question, found: Any) -> dict[str, Any]:
    encoded: dict[str, Any] = asked.encode(found)
    encoded["truncated"]["next"] = asked.cursor(found.truncated.next)
    return encoded


def _decoded(asked: Question, src: str, encoded: str) -> int:
    try:
        return asked.ref(src, encoded).id
    except MalformedId as error:
        raise ValueError(str(error)) from error
