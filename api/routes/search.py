"""Search: what has these words."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.dependencies import Asked, Question, fresh
from api.errors import MalformedId
from api.kept import KeptRoute
from api.routes.answers import errors
from api.schemas import SearchAnswer, SearchKind
from explorer.search import KINDS

router = APIRouter(prefix="/api", tags=["search"], dependencies=[Depends(fresh)], route_class=KeptRoute)

ENCODED = re.compile(r"(?:[0-9a-f]{16})+|tool_exec_st[0-9a-f]+")
"""What looks like an id as Galaxy encodes it."""


@router.get("/search", responses=errors(400, 403, 404, 503), summary="Search")
def search(  # noqa: PLR0913, PLR0917 - the parameters of the route
    asked: Asked,
    q: Annotated[
        str,
        Query(
            description="words, all wanted; the last may be a beginning, but numbers are whole", examples=["rna align"]
        ),
    ],
    kind: Annotated[SearchKind | None, Query(description="only things of this kind")] = None,
    history: Annotated[str | None, Query(description="encoded id: only what stands in this history")] = None,
    limit: Annotated[int, Query(ge=1, le=200, description="how many at most")] = 50,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    around: Annotated[
        str | None,
        Query(description="only what is connected with this item, execution or history", examples=["history:2"]),
    ] = None,
) -> SearchAnswer:
    """Find histories, collections, datasets and executions by name, tool, data type, tag, annotation or id.

    The best comes first: what is called so, then what has the words in its name, then the rest; among equals
    histories, collections, datasets, executions, each the newest first. Of each kind the 1,000 best matches of the
    index are looked at, fewer where the caller may not read them all; with `history` all that stands in it. With
    `around` the 200 best are looked at, and there is one page: what stands in a history is connected with it, as is
    what its items come from and what depends on them.
    """
    found = asked.explorer.search(
        _decoded(asked, q),
        kind,
        asked.ref("history", history) if history is not None else None,
        limit,
        asked.resume(cursor),
        asked.named(around) if around is not None else None,
    )
    return SearchAnswer(items=asked.encode(found.hits), next=asked.cursor(dict(found.after) if found.after else None))


def _decoded(asked: Question, words: str) -> str:
    """Return the words with the number for an encoded id: things are found by the number."""
    return " ".join(_number(asked, word) if ENCODED.fullmatch(word) else word for word in words.split(" "))


def _number(asked: Question, word: str) -> str:
    for kind in KINDS:
        try:
            return str(asked.ref(kind, word).id)
        except MalformedId:
            continue
    return word
