"""The view: what the canvas of the page shows."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.dependencies import Asked, fresh
from api.kept import KeptRoute
from api.routes.answers import errors
from api.schemas import Extent, View
from api.views import ViewQuery, question_of

router = APIRouter(prefix="/api", tags=["lineage"], dependencies=[Depends(fresh)], route_class=KeptRoute)


@router.get("/view", responses=errors(400, 403, 404, 503), summary="Draw a history or a lineage")
def view(asked: Asked, query: Annotated[ViewQuery, Depends()]) -> View:
    """Show a history, or a thing and its neighbours, with the place of every card, as far as it is opened.

    A view begins at `history` or at `seed`; the other parameters say what is open, folded and left out. It says all
    there is to say: the same question has the same answer. Hubs, which many jobs read, stand as stubs beside their
    readers; what the caller may not read are stubs without a name; `more` counts what a further hop would load.
    """
    history = asked.ref("history", query.history) if query.history else None
    found = asked.explorer.view(question_of(query, history, asked.named))
    answer = asked.encode(found)
    for index, more in found.more:
        answer["nodes"][index]["more"] = asked.encode(more)
    return View.model_validate(answer)


@router.get("/view/extent", responses=errors(400, 403, 404, 503), summary="How large a lineage is")
def extent(
    asked: Asked,
    seed: Annotated[
        str, Query(max_length=100, description="an item or execution, by encoded id", examples=["hda:1fd0db991702dcfa"])
    ],
) -> Extent:
    """Count the cards of the whole lineage of a seed, of which a view shows as much as is opened.

    That is what it comes from, with all that the executions on the way made, and what depends on it; only what the
    caller may read.
    """
    found = asked.explorer.extent(asked.named(seed))
    return Extent(cards=found.cards, goes_on=found.goes_on)
