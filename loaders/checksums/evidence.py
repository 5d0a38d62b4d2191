"""What executions in the graph depend on apart from their payload: jobs, their inputs and outputs, who names whom."""

from __future__ import annotations

from loaders.checksums.items import DCE, HDCA
from loaders.checksums.reach import Around, Own, Part, Reach, Through, either
from loaders.elements import COLUMNS as ELEMENT
from loaders.executions import JOB
from loaders.generations.base import COPIED_FROM, MEMBERS
from loaders.generations.g1 import TRICA
from loaders.generations.g2 import ICJS, TEICA, TES, TES_ID
from loaders.generations.step_state import CAPTURE, ICJ, STEPS

REQUEST_ID = "tool_request_id"
MADE = "job_to_output_dataset_collection"
HELD_BY = "job_to_input_dataset_collection_element"


def rows_of_jobs(jobs: Reach, columns: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """Return the jobs themselves."""
    return (Part("job", "id", (*JOB[1:], REQUEST_ID, TES_ID, *columns), jobs),)


def links_of_jobs(jobs: Reach) -> tuple[Part, ...]:
    """Return what jobs read and wrote, with the collections around the elements that they read."""
    by = "job_id"
    elements = Through(HELD_BY, by, "dataset_collection_element_id", jobs)
    around = Around(Through(DCE, "id", "dataset_collection_id", elements))
    return (
        Part("job_to_output_dataset", by, ("dataset_id", "name"), jobs),
        Part(MADE, by, ("dataset_collection_id", "name"), jobs),
        Part("job_to_input_dataset", by, ("dataset_id", "name"), jobs),
        Part("job_to_input_dataset_collection", by, ("dataset_collection_id", "name"), jobs),
        Part(HELD_BY, by, ("dataset_collection_element_id", "name"), jobs),
        Part("job_to_input_library_dataset", by, ("ldda_id", "name"), jobs),
        Part(DCE, "id", ELEMENT, elements),
        Part(DCE, "child_collection_id", ELEMENT, around),
        Part(HDCA, "collection_id", (COPIED_FROM,), around),
    )


def premap(outputs: Reach) -> tuple[Part, ...]:
    """Return the collections that these output collections were mapped over."""
    table = "implicitly_created_dataset_collection_inputs"
    return (Part(table, "dataset_collection_id", ("input_dataset_collection_id", "name"), outputs),)


def outputs_of_jobs(jobs: Reach) -> Reach:
    """Return the collections that jobs made."""
    return Through(MADE, "job_id", "dataset_collection_id", jobs)


def map_overs(jobs: Reach) -> Reach:
    """Return the ICJs that jobs are in."""
    return Through(MEMBERS, "job_id", ICJ, jobs)


def members(icjs: Reach) -> Reach:
    """Return the jobs that are in these ICJs."""
    return Through(MEMBERS, ICJ, "job_id", icjs)


def outputs_of_map_overs(icjs: Reach) -> Reach:
    """Return the collections of ICJs."""
    return Through(HDCA, ICJ, "id", icjs)


def ties(collections: Reach) -> tuple[Part, ...]:
    """Return what ties collections to executions."""
    return (
        Part(TRICA, "dataset_collection_id", (REQUEST_ID,), collections),
        Part(TEICA, "dataset_collection_id", (TES_ID,), collections),
    )


def steps(by: str, of: Reach) -> tuple[Part, ...]:
    """Return the workflow steps that name these jobs, or ICJs."""
    return (Part(STEPS, by, CAPTURE, of),)


def requests(jobs: Reach) -> tuple[Part, ...]:
    """Return the requests and the TES that jobs name: that they exist, and the TES that requests name."""
    named = Through("job", "id", REQUEST_ID, jobs)
    captured = either(Through("job", "id", TES_ID, jobs), Through("tool_request", "id", TES_ID, named))
    return Part("tool_request", "id", (TES_ID,), named), Part(TES, "id", (), captured)


def resolution_of_map_overs(icjs: Reach) -> tuple[Part, ...]:
    """Return what says to which execution ICJs belong, but for their jobs; `icjs` may be the stream's own rows."""
    made = outputs_of_map_overs(icjs)
    own = () if isinstance(icjs, Own) else (Part(ICJS, "id", (TES_ID,), icjs),)
    return (
        *own,
        Part(MEMBERS, ICJ, ("job_id", "order_index"), icjs),
        Part(HDCA, ICJ, ("implicit_output_name", COPIED_FROM), icjs),
        *ties(made),
        *steps(ICJ, icjs),
    )
