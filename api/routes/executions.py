"""What produced an item, and one execution in full."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from api.dependencies import Asked, fresh
from api.kept import KeptRoute
from api.routes.answers import errors
from api.schemas import ExecutionSrc, ItemSrc, Producers, ToolExecution

router = APIRouter(prefix="/api", tags=["executions"], dependencies=[Depends(fresh)], route_class=KeptRoute)


@router.get("/producers/{src}/{id}", responses=errors(400, 403, 404, 503), summary="Show what produced an item")
def producers(
    asked: Asked,
    src: ItemSrc,
    text: Annotated[str, Path(alias="id", description="encoded id of the item", examples=["1fd0db991702dcfa"])],
) -> Producers:
    """Show the item, its executions with tools, jobs, inputs and all outputs, and what it is a copy of."""
    return Producers.model_validate(asked.encode(asked.explorer.producers(asked.ref(src, text))))


@router.get("/tool_executions/{id}", responses=errors(400, 403, 404, 503), summary="Show an execution")
def tool_execution(
    asked: Asked,
    text: Annotated[str, Path(alias="id", description="encoded id of the record", examples=["c9f4b4c1a9d0a1a5"])],
    src: Annotated[ExecutionSrc, Query(description="the record that the execution stands on")] = "tool_execution",
) -> ToolExecution:
    """Show one execution: its tool, captured request, parameters, jobs, inputs, outputs, and the evidence for them."""
    return ToolExecution.model_validate(asked.encode(asked.explorer.tool_execution(asked.ref(src, text))))
