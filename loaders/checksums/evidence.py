"""What executions in the graph depend on apart from their payload: jobs, their inputs and outputs, who names whom."""

from __future__ import annotations

from loaders.checksums.items import DCE, HDCA
from loaders.checksums.reach import OWN, Around, Part, Reach, Through, either
from loaders.elements import COLUMNS as ELEMENT
from loaders.generations.base import COPIED_FROM, MEMBERS
from loaders.generations.g1 import TRICA
from loaders.generations.g2 import ICJS, TEICA, TES, TES_ID
from loaders.generations.step_state import CAPTURE, ICJ, STEPS

REQUEST_ID = "tool_request_id"
MADE = "job_to_output_dataset_collection"
HELD_BY = "job_to_input_dataset_collection_element"


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
    """Return what ties collections to executions, by their requests or at once."""
    by = "dataset_collection_id"
    requests = Through(TRICA, by, REQUEST_ID, collections)
    captured = either(Through(TEICA, by, TES_ID, collections), Through("tool_request", "id", TES_ID, requests))
    return (
        Part(TRICA, by, (REQUEST_ID,), collections),
        Part(TEICA, by, (TES_ID,), collections),
        Part("tool_request", "id", (TES_ID,), requests, having=TES),
        Part(TES, "id", (), captured),
    )


def resolution(jobs: Reach, columns: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """Return what says to which execution jobs belong, but for their map-overs; and more columns of the jobs."""
    named = Through("job", "id", REQUEST_ID, jobs)
    captured = either(
        Through("job", "id", TES_ID, jobs),
        Through("tool_request", "id", TES_ID, named),
        Through(STEPS, "job_id", TES_ID, jobs),
    )
    return (
        Part("job", "id", (REQUEST_ID, TES_ID, *columns), jobs),
        Part("tool_request", "id", (TES_ID,), named),
        Part(TES, "id", (), captured),
        Part(MEMBERS, "job_id", (ICJ, "order_index"), jobs),
        *_steps("job_id", jobs),
    )


def _steps(by: str, of: Reach = OWN) -> tuple[Part, ...]:
    return (Part(STEPS, by, CAPTURE, of),)


def resolution_of_map_over(columns: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """Return what says to which execution an ICJ belongs; and more columns of its jobs."""
    return (
        Part(ICJS, "id", ("populated_state", TES_ID)),
        Part(MEMBERS, ICJ, ("job_id", "order_index")),
        *resolution(members(OWN), columns),
        Part(HDCA, ICJ, ("implicit_output_name", COPIED_FROM)),
        *ties(outputs_of_map_overs(OWN)),
        *_steps(ICJ),
        Part(TES, "id", (), either(Through(ICJS, "id", TES_ID), Through(STEPS, ICJ, TES_ID))),
    )
