"""Extraction: what is selected, and the workflow with what it keeps of what was run."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.schemas.base import Answer, Reference
from explorer.extraction.model import Batches, Format, Outcome

ExtractableSrc = Literal[
    "tool_execution",
    "job",
    "implicit_collection_jobs",
    "workflow_invocation_step",
    "workflow_invocation",
    "history",
    "tool_request",
]

BY_IDS = ("job_ids", "implicit_collection_jobs_ids", "tool_request_ids", "hda_ids", "hdca_ids")
"""Members that only Galaxy's own payload has, and that select something."""


class Given(BaseModel):
    """Base of what is sent: a member that is not known is an error, else a mistyped one would be left out unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GivenExecution(Given):
    """An execution, by any record that names it."""

    src: ExtractableSrc
    id: str = Field(description="encoded id", examples=["1fd0db991702dcfa"])


class GivenItem(Given):
    """A dataset or a collection."""

    src: Literal["hda", "hdca"]
    id: str = Field(description="encoded id", examples=["1fd0db991702dcfa"])


class GivenLabel(Given):
    """A label for an output of a selected step."""

    kind: Literal["hda", "hdca"]
    id: str = Field(description="encoded id of the output", examples=["1fd0db991702dcfa"])
    label: str


Ids = list[str]


class ExtractionRequest(Given):
    """What to extract: Galaxy's by-ids payload, or results and executions, or both together."""

    workflow_name: str | None = Field(None, description="name of the workflow; Galaxy's payload must have one")
    job_ids: Ids = Field([], description="jobs that are steps; one of a map-over is given by its map-over")
    implicit_collection_jobs_ids: Ids = Field([], description="map-overs that are steps")
    tool_request_ids: Ids = Field([], description="tool requests that are steps")
    hda_ids: Ids = Field([], description="datasets that are inputs, in this order")
    hdca_ids: Ids = Field([], description="collections that are inputs, in this order")
    dataset_names: list[str] = Field([], description="names of those datasets, one for each")
    dataset_collection_names: list[str] = Field([], description="names of those collections, one for each")
    output_labels: list[GivenLabel] = Field([], description="labels that make outputs those of the workflow")
    tool_executions: list[GivenExecution] = Field([], description="executions that are steps")
    results: list[GivenItem] = Field([], description="all that led to these becomes steps")
    until: list[GivenItem] = Field([], description="going back ends here: these are inputs")
    format: Format = Field("ga", description="`ga`: Galaxy's own; `gxformat2`: the one that people read")
    batches: Batches = Field(
        "steps", description="a batch over datasets: a step for each, or one step mapped over a new list input"
    )

    @property
    def is_by_ids(self) -> bool:
        """Whether something is selected as in Galaxy's own payload."""
        return any(getattr(self, name) for name in BY_IDS)

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if self.is_by_ids and self.workflow_name is None:
            raise ValueError("workflow_name is required with " + ", ".join(BY_IDS))
        return self


class ReportItem(Answer):
    """What became of one thing."""

    outcome: Outcome
    step: str | None = Field(description="its label, else the name of its tool, numbered where several have it")
    subject: Reference | None = Field(description="the record that it is about")
    message: str


class Report(Answer):
    """Everything that the workflow keeps, changes, loses or guesses of what was run."""

    lossless: bool = Field(description="nothing is lost, and every input that is needed is connected")
    items: list[ReportItem]


class Extraction(Answer):
    """A workflow that Galaxy imports, and what it keeps of what was run."""

    workflow: dict[str, Any] = Field(description="the workflow, in the format that was asked for")
    report: Report
