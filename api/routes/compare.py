"""Compare: two things side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.dependencies import Asked, fresh
from api.routes.answers import errors
from api.schemas import Comparison
from explorer.view.picture import draw

router = APIRouter(prefix="/api", tags=["compare"], dependencies=[Depends(fresh)])

Side = Annotated[str, Query(description="a reference with an encoded id", examples=["hda:1fd0db991702dcfa"])]


@router.get("/compare", responses=errors(400, 403, 404, 503), summary="Compare two things")
def compare(
    asked: Asked,
    left: Side,
    right: Side,
    layout: Annotated[bool, Query(description="also say where the cards of the picture stand")] = False,  # noqa: FBT002
) -> Comparison:
    """Show what differs in how two results came about, in two executions, or in two runs of workflows.

    Both are followed back to what they share. Executions that stand at the same place are one step, with its settings
    (tool, version, parameters) and inputs side by side.
    """
    found = asked.explorer.compare(asked.named(left), asked.named(right))
    answer = asked.encode(found)
    if layout:
        answer["graph"]["layout"] = asked.encode(draw(found.graph))
    return Comparison.model_validate(answer)
