"""What produced an item, and one execution in full."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from api.dependencies import Asked, fresh
from api.kept import KeptRoute
from api.routes.answers import errors
from api.schemas import ExecutionSrc, ItemSrc, JobPage, Producers, ToolExecution
from explorer.executions.job_data import MOST_JOBS

router = APIRouter(prefix="/api", tags=["executions"], dependencies=[Depends(fresh)], route_class=KeptRoute)

RecordSrc = Annotated[ExecutionSrc, Query(description="the record that the execution stands on")]


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
    src: RecordSrc = "tool_execution",
) -> ToolExecution:
    """Show one execution: its tool, captured request, parameters, jobs, inputs, outputs, and the evidence for them."""
    return ToolExecution.model_validate(asked.encode(asked.explorer.tool_execution(asked.ref(src, text))))


@router.get("/tool_executions/{id}/jobs", responses=errors(400, 403, 404, 503), summary="Show what each job did")
def jobs(
    asked: Asked,
    text: Annotated[str, Path(alias="id", description="encoded id of the record", examples=["c9f4b4c1a9d0a1a5"])],
    src: RecordSrc = "tool_execution",
    limit: Annotated[int, Query(ge=1, le=MOST_JOBS, description="jobs of a page")] = 50,
    offset: Annotated[int, Query(ge=0, le=10**9, description="how many to skip")] = 0,
) -> JobPage:
    """Show what each job of an execution itself read and wrote: element by element, by Galaxy's records of jobs.

    They are records of their own beside the request, so the two can be held against each other.
    """
    return JobPage.model_validate(asked.encode(asked.explorer.job_data(asked.ref(src, text), limit, offset)))
