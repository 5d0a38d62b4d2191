"""What requests, executions, map-overs, jobs and the steps of workflow runs in the graph depend on."""

from __future__ import annotations

from loaders import tools
from loaders.checksums.evidence import (
    links_of_jobs,
    map_overs,
    members,
    outputs_of_jobs,
    outputs_of_map_overs,
    premap,
    resolution,
    resolution_of_map_over,
    ties,
)
from loaders.checksums.reach import OWN, Part, Reach, Rows, Shared, Through, either
from loaders.executions import JOB
from loaders.generations.g1 import TRICA
from loaders.generations.g2 import ICJS, TEICA, TES, TES_ID
from loaders.generations.g3 import STEP_OUTPUTS
from loaders.generations.step_state import ICJ, STEPS

SOURCE_ID = "tool_source_id"
TOOL = tools.COLUMNS


def ran(sources: Reach, jobs: Reach) -> tuple[Part | Shared, ...]:
    """Return the tools that executions ran, as their sources and their jobs say."""
    dynamic = either(
        Through("tool_source", "id", "dynamic_tool_id", sources), Through("job", "id", "dynamic_tool_id", jobs)
    )
    return Shared(sources, (Part("tool_source", "id", TOOL),)), Part("dynamic_tool", "id", ("uuid",), dynamic)


def with_those_beside(jobs: Reach) -> Reach:
    """Return jobs, and all jobs of the map-overs that they are in."""
    return either(jobs, members(either(map_overs(jobs))))


def place(icjs: Reach) -> Shared:
    """Return what says to which execution these map-overs belong."""
    return Shared(icjs, resolution_of_map_over())


def execution(jobs: Reach, collections: Reach, *icjs: Reach) -> tuple[Part | Shared, ...]:
    """Return what an execution depends on: its jobs, the collections that it was to make, its map-overs."""
    made = either(collections, outputs_of_jobs(jobs))
    resolved = place(either(*icjs, map_overs(jobs)))
    return *resolution(jobs, JOB[1:]), resolved, *links_of_jobs(jobs), *premap(made)


# Tool requests that are executions (G1, G3), and those that only name one (G2)

JOBS_OF_REQUESTS = with_those_beside(Through("job", "tool_request_id", "id"))

TOOL_REQUESTS = Rows((
    Part("tool_request", "id", ("state", "state_message", SOURCE_ID, "history_id", "request_state", TES_ID)),
    Part("tool_request", "id", ("request",), lacking=TES),
    *ran(Through("tool_request", "id", SOURCE_ID), JOBS_OF_REQUESTS),
    Part(TRICA, "tool_request_id", ("dataset_collection_id", "output_name")),
    *execution(JOBS_OF_REQUESTS, Through(TRICA, "tool_request_id", "dataset_collection_id")),
), needs=("tool_request",))  # fmt: skip

# Executions with a table of their own (G2)

REQUESTS_OF_TES = Through("tool_request", TES_ID, "id")
MAP_OVERS_OF_TES = either(Through(ICJS, TES_ID, "id"), Through(STEPS, TES_ID, ICJ))
JOBS_OF_TES = with_those_beside(either(
    Through("job", TES_ID, "id"),
    Through("job", "tool_request_id", "id", REQUESTS_OF_TES),
    Through(STEPS, TES_ID, "job_id"),
    members(MAP_OVERS_OF_TES),
))  # fmt: skip
COLLECTIONS_OF_TES = either(
    Through(TEICA, TES_ID, "dataset_collection_id"),
    Through(TRICA, "tool_request_id", "dataset_collection_id", REQUESTS_OF_TES),
    outputs_of_map_overs(MAP_OVERS_OF_TES),
)

TOOL_EXECUTIONS = Rows((
    Part(TES, "id", ("request", "state", SOURCE_ID)),
    Part("tool_request", TES_ID, (SOURCE_ID,)),
    *ran(either(Through(TES, "id", SOURCE_ID), Through("tool_request", TES_ID, SOURCE_ID)), JOBS_OF_TES),
    Part(TEICA, TES_ID, ("dataset_collection_id", "output_name")),
    Part(TRICA, "tool_request_id", ("dataset_collection_id", "output_name"), REQUESTS_OF_TES),
    Part(STEPS, TES_ID, ("job_id", ICJ)),
    *execution(JOBS_OF_TES, COLLECTIONS_OF_TES, MAP_OVERS_OF_TES),
), needs=(TES,))  # fmt: skip

# Steps with a payload (STEP_STATE)

MAP_OVERS_OF_STEPS = Through(STEPS, "id", ICJ)
JOBS_OF_STEPS = either(Through(STEPS, "id", "job_id"), members(MAP_OVERS_OF_STEPS))

STEP_EXECUTIONS = Rows((
    Part(STEPS, "id", ("request", "request_state", SOURCE_ID, TES_ID, "job_id", ICJ)),
    *ran(Through(STEPS, "id", SOURCE_ID), JOBS_OF_STEPS),
    *execution(JOBS_OF_STEPS, outputs_of_map_overs(MAP_OVERS_OF_STEPS), MAP_OVERS_OF_STEPS),
), needs=(STEPS, "request_state"))  # fmt: skip

# Tool sources that no execution ran: those that one did belong to the execution

TOOL_SOURCES = Rows((
    Part("tool_source", "id", TOOL, unless=(("tool_request", SOURCE_ID),), lacking=TES),
    Part("tool_source", "id", TOOL, unless=((TES, SOURCE_ID),), having=TES),
    Part("tool_request", SOURCE_ID, (TES_ID,), having=TES),
    Part(TES, "id", (), Through("tool_request", SOURCE_ID, TES_ID)),
    Part("dynamic_tool", "id", ("uuid",), Through("tool_source", "id", "dynamic_tool_id")),
), needs=("tool_source",))  # fmt: skip

# Map-overs

IMPLICIT_COLLECTION_JOBS = Rows((
    *resolution_of_map_over(JOB[1:]),
    *links_of_jobs(members(OWN)),
    *premap(either(outputs_of_map_overs(OWN), outputs_of_jobs(members(OWN)))),
))  # fmt: skip

# Jobs

JOBS = Rows((
    *resolution(OWN, (
        "tool_id", "tool_version", "galaxy_version", "state", "create_time", "update_time", "exit_code", "info",
        "copied_from_job_id", "user_id", "history_id", "tool_state", "dynamic_tool_id", "job_stderr", "tool_stderr",
    )),
    Part("job_parameter", "job_id", ("name", "value")),
    Part("job_state_history", "job_id", ("state", "create_time")),
    place(map_overs(OWN)),
    *links_of_jobs(OWN),
    *premap(outputs_of_jobs(OWN)),
))  # fmt: skip

# Steps of workflow runs: what they are called, and which execution they scheduled

MADE_BY_STEP = Through(STEP_OUTPUTS, "workflow_invocation_step_id", "dataset_collection_id")
JOB_OF_STEP = Through(STEPS, "id", "job_id")

INVOCATION_STEPS = Rows((
    Part(STEPS, "id", (
        "workflow_invocation_id", "workflow_step_id", "state", "create_time", "update_time", "job_id", ICJ, TES_ID,
        "request_state",
    )),
    Part("workflow_step", "id", (
        "order_index", "label", "type", "tool_id", "tool_version", "uuid", "when_expression",
    ), Through(STEPS, "id", "workflow_step_id")),
    *resolution(JOB_OF_STEP),
    place(either(MAP_OVERS_OF_STEPS, map_overs(JOB_OF_STEP))),
    Part(TES, "id", (), Through(STEPS, "id", TES_ID)),
    Part(STEP_OUTPUTS, "workflow_invocation_step_id", ("dataset_collection_id",)),
    *ties(MADE_BY_STEP),
))  # fmt: skip

# Workflows and their runs

INVOCATIONS = Rows((
    Part("workflow_invocation", "id", (
        "workflow_id", "history_id", "state", "uuid", "create_time", "update_time",
    )),
    Part("workflow_invocation_to_subworkflow_invocation_association", "subworkflow_invocation_id",
         ("workflow_invocation_id",)),
))  # fmt: skip

WORKFLOWS = Rows((
    Part("workflow", "id", ("name", "uuid", "stored_workflow_id", "license", "create_time", "update_time")),
    Part("stored_workflow", "id", ("name",), Through("workflow", "id", "stored_workflow_id")),
))  # fmt: skip
