"""Tool requests: `new` when they come, then jobs one by one, then `submitted` or `failed`; all without a clock."""

from __future__ import annotations

import json

from tests.integration.loaders.changes import captures
from tests.integration.loaders.changes.collections import ELEMENT, some_hdas
from tests.integration.loaders.changes.datasets import any_hda, any_history
from tests.integration.loaders.changes.jobs import TOOLS, new_job, new_output
from tests.integration.loaders.changes.world import Choice, NothingToChangeError, Row, World, change


@change
def request(w: World, choose: Choice) -> None:
    history, hda = any_history(w, choose), any_hda(w, choose)["id"]
    captures.new_request(w, history, choose.of(TOOLS), {"input": {"src": "hda", "id": hda}})


@change
def request_with_element(w: World, choose: Choice) -> None:
    history, element = any_history(w, choose), choose.of(w.find(ELEMENT))["id"]
    captures.new_request(w, history, choose.of(TOOLS), {"input": {"src": "dce", "id": element}})


def waiting(w: World, choose: Choice) -> Row:
    return choose.of(w.find("tool_request", state="new"))


@change
def request_makes_job(w: World, choose: Choice) -> None:
    """Jobs come one by one while the request is `new`."""
    found = waiting(w, choose)
    if w.has(captures.TES) and w.find("job", tool_request_id=found["id"]):
        raise NothingToChangeError  # a TES has one job
    columns = captures.on_job(captures.of_request(w, found["id"]), mapped=False)
    job = new_job(w, found["history_id"], captures.tool_of(w, found["id"]), some_hdas(w, choose, 1), **columns)
    new_output(w, found["history_id"], job)


@change
def request_is_submitted(w: World, choose: Choice) -> None:
    w.set("tool_request", waiting(w, choose)["id"], state="submitted")


@change
def request_fails(w: World, choose: Choice) -> None:
    message = json.dumps({"err_msg": w.name("no")}).encode()
    w.set("tool_request", waiting(w, choose)["id"], state="failed", state_message=message)
