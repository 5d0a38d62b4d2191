"""Map-overs: the ICJ and its collection come first, then job by job, element by element, all without a clock."""

from __future__ import annotations

from tests.integration.loaders.changes import captures
from tests.integration.loaders.changes.captures import ICJ, TES_ID, Capture
from tests.integration.loaders.changes.collections import ELEMENT, HDCA, STORED, new_element, new_hdca, new_stored
from tests.integration.loaders.changes.datasets import any_history
from tests.integration.loaders.changes.jobs import MEMBERS, TOOLS, end, new_job, new_output
from tests.integration.loaders.changes.requests import waiting
from tests.integration.loaders.changes.world import Choice, NothingToChangeError, Row, World, change

PREMAP = "implicitly_created_dataset_collection_inputs"


def new_map(w: World, history: int, capture: Capture, over: Row, kind: str = "list") -> tuple[int, int]:
    """Add an ICJ and its output collection, full of placeholders (none for the kind `empty`); return their ids."""
    size, kind = (0, "list") if kind == "empty" else (2, kind)
    icj = w.add(ICJ, populated_state="new", **{TES_ID: capture.tes})
    stored = new_stored(w, kind, "new", element_count=size)
    for index in range(size):
        new_element(w, stored, index)
    hdca = new_hdca(w, history, stored, implicit_collection_jobs_id=icj, implicit_output_name="out")
    w.add(PREMAP, dataset_collection_id=hdca, input_dataset_collection_id=over["id"], name="input")
    captures.tie(w, capture, hdca, "out")
    return icj, hdca


def batch_over(hdca: Row) -> dict[str, object]:
    return {"input": {"__class__": "Batch", "values": [{"src": "hdca", "id": hdca["id"]}]}}


def running_map(w: World, choose: Choice) -> tuple[Row, Row]:
    """An ICJ that is not done yet, and the collection that it fills."""
    icjs = {icj["id"]: icj for icj in w.find(ICJ, populated_state="new")}
    copied = "copied_from_history_dataset_collection_association_id"
    made = [hdca for hdca in w.find(HDCA, **{copied: None}) if hdca["implicit_collection_jobs_id"] in icjs]
    hdca = choose.of(made)
    return icjs[hdca["implicit_collection_jobs_id"]], hdca


@change
def map_over(w: World, choose: Choice) -> None:
    """Without a request, as by the classic API."""
    new_map(w, any_history(w, choose), Capture(), choose.of(w.find(HDCA)))


@change
def map_over_nested(w: World, choose: Choice) -> None:
    """The inner collections are made later, too."""
    new_map(w, any_history(w, choose), Capture(), choose.of(w.find(HDCA)), "list:list")


@change
def request_map_over(w: World, choose: Choice) -> None:
    over = choose.of(w.find(HDCA))
    captures.new_request(w, any_history(w, choose), choose.of(TOOLS), batch_over(over))


@change
def request_maps_over(w: World, choose: Choice) -> None:
    """A request that waits makes its ICJ and its collection."""
    found = waiting(w, choose)
    require_no_work(w, found)
    new_map(w, found["history_id"], captures.of_request(w, found["id"]), choose.of(w.find(HDCA)))


@change
def request_maps_over_nothing(w: World, choose: Choice) -> None:
    """An empty map-over: no job ever, and perhaps no ICJ either."""
    found = waiting(w, choose)
    require_no_work(w, found)
    capture = captures.of_request(w, found["id"])
    if choose.number(2) == 0:
        hdca = new_hdca(w, found["history_id"], new_stored(w, "list", element_count=0))
        captures.tie(w, capture, hdca, "out")
    else:
        icj, _ = new_map(w, found["history_id"], capture, choose.of(w.find(HDCA)), "empty")
        w.set(ICJ, icj, populated_state="ok")
    w.set("tool_request", found["id"], state="submitted")


def require_no_work(w: World, request: Row) -> None:
    """What a request maps over, it maps over once."""
    ties, by = (captures.TRICA, {"tool_request_id": request["id"]})
    if w.has(captures.TEICA):
        ties, by = captures.TEICA, {TES_ID: request[TES_ID]}
    if w.find("job", tool_request_id=request["id"]) or w.find(ties, **by):
        raise NothingToChangeError


@change
def map_makes_job(w: World, choose: Choice) -> None:
    """The next job of a map-over, and the element that it makes."""
    icj, hdca = running_map(w, choose)
    fill(w, hdca, add_job(w, icj, hdca))


@change
def map_makes_job_alone(w: World, choose: Choice) -> None:
    """The element that it makes is filled later."""
    add_job(w, *running_map(w, choose))


def add_job(w: World, icj: Row, hdca: Row) -> int:
    """Add a job to a map-over and return its output."""
    index = len(w.find(MEMBERS, implicit_collection_jobs_id=icj["id"]))
    capture = captures.of_mapped(w, icj["id"], hdca["id"])
    columns = captures.on_job(capture, mapped=w.has(ICJ, TES_ID))
    tool = "map" if capture.request is None else captures.tool_of(w, capture.request)
    job = new_job(w, hdca["history_id"], tool, inputs_of(w, hdca, index), **columns)
    w.add(MEMBERS, implicit_collection_jobs_id=icj["id"], job_id=job, order_index=index)
    w.add("job_to_output_dataset_collection", job_id=job, dataset_collection_id=hdca["id"], name="out")
    return new_output(w, hdca["history_id"], job, visible=False)


@change
def map_fills_element(w: World, choose: Choice) -> None:
    """A placeholder gets its dataset, made before: only the element changes."""
    made = {row["job_id"]: row["dataset_id"] for row in w.find("job_to_output_dataset")}
    jobs = {member["job_id"]: member["implicit_collection_jobs_id"] for member in w.find(MEMBERS)}
    loose = [job for job, hda in made.items() if job in jobs and not w.find(ELEMENT, hda_id=hda)]
    job = choose.of(loose)
    fill(w, w.find(HDCA, implicit_collection_jobs_id=jobs[job])[-1], made[job])


def inputs_of(w: World, hdca: Row, index: int) -> list[int]:
    """The dataset at this place of the collection that was mapped over, if there is one."""
    over = w.find(PREMAP, dataset_collection_id=hdca["id"])[0]["input_dataset_collection_id"]
    stored = w.get(HDCA, over)["collection_id"]
    elements = w.find(ELEMENT, dataset_collection_id=stored, element_index=index)
    return [element["hda_id"] for element in elements if element["hda_id"] is not None]


def fill(w: World, hdca: Row, hda: int) -> None:
    """Put a dataset in the first placeholder; in a nested collection an inner one is made for it."""
    empty = {"hda_id": None, "ldda_id": None, "child_collection_id": None}
    placeholders = w.find(ELEMENT, dataset_collection_id=hdca["collection_id"], **empty)
    if not placeholders:
        raise NothingToChangeError
    place, kind = placeholders[-1]["id"], w.get(STORED, hdca["collection_id"])["collection_type"]
    if ":" not in kind:
        w.set(ELEMENT, place, hda_id=hda)
        return
    inner = new_stored(w, kind.partition(":")[2], element_count=2)
    new_element(w, inner, 0, hda_id=hda)
    new_element(w, inner, 1)
    w.set(ELEMENT, place, child_collection_id=inner)


@change
def fill_inner_element(w: World, choose: Choice) -> None:
    """A placeholder in an inner collection gets its dataset."""
    inner = {row["child_collection_id"] for row in w.find(ELEMENT)} - {None}
    empty = w.find(ELEMENT, hda_id=None, ldda_id=None, child_collection_id=None)
    element = choose.of([row for row in empty if row["dataset_collection_id"] in inner])
    w.set(ELEMENT, element["id"], hda_id=choose.of(w.find("history_dataset_association"))["id"])


@change
def map_is_populated(w: World, choose: Choice) -> None:
    """ICJ `new` → `ok`, and later the collection; neither has a clock with an index."""
    icj, _ = running_map(w, choose)
    w.set(ICJ, icj["id"], populated_state="ok")


@change
def collection_is_populated(w: World, choose: Choice) -> None:
    w.set(STORED, choose.of(w.find(STORED, populated_state="new"))["id"], populated_state="ok")


@change
def map_fails(w: World, choose: Choice) -> None:
    icj, hdca = running_map(w, choose)
    w.set(ICJ, icj["id"], populated_state="failed")
    if w.get(STORED, hdca["collection_id"])["populated_state"] == "new":
        w.set(STORED, hdca["collection_id"], populated_state="failed", populated_state_message="no")


@change
def fail_mapped_job(w: World, choose: Choice) -> None:
    end(w, choose.of([m["job_id"] for m in w.find(MEMBERS)]), "error", exit_code=1)
