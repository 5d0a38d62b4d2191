"""States of steps against what real Galaxy servers recorded, and against what they extracted themselves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from galaxy.util.json import safe_loads

from explorer.extraction.state import (
    ParameterModels,
    encode_tool_state,
    legacy_step_state,
    references,
    split_batches,
    to_workflow_step_state,
)
from explorer.extraction.state.payload import is_runtime
from tests.unit.explorer.extraction.state.records import DATABASES, Ran, read_jobs, saved_states
from tests.unit.explorer.extraction.state.settled import settled


@pytest.fixture(scope="module", params=DATABASES)
def server(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def jobs(server, tmp_path_factory) -> list[Ran]:
    return read_jobs(server, tmp_path_factory.mktemp("records"))


@pytest.fixture(scope="module")
def known(jobs) -> list[Ran]:
    return [ran for ran in jobs if ran.models]


def test_every_payload_is_a_step_that_the_tool_accepts(known):
    payloads = [(ran.models, one) for ran in known if ran.payload is not None for one in split_batches(ran.payload)]
    assert len(payloads) > 100
    for models, payload in payloads:
        state = to_workflow_step_state(payload, models)
        assert models.problem_of_step(state.values) is None
        assert "guessed" not in {note.outcome for note in state.notes}


def test_each_reference_stands_where_a_connection_goes(known):
    for ran in known:
        if ran.payload is not None:
            marked = set(connected(to_workflow_step_state(ran.payload, ran.models).values))
            assert marked == {reference.input for reference in references(ran.payload)}


def test_three_records_of_a_job_are_one_state(known):
    """The payload, `job.tool_state` and `job_parameter` say the same, each in its own way."""
    compared = 0
    for ran in known:
        fields = ran.models.form.fields
        if ran.tool_id == "my_cat":
            continue  # a user-defined tool: job_parameter does not hold what it was given
        states = [legacy_step_state(ran.parameters, None, ran.models.form, ran.inputs)]
        if ran.tool_state is not None:
            states.append(legacy_step_state({}, ran.tool_state, ran.models.form, ran.inputs))
        if ran.payload is not None:
            states += [to_workflow_step_state(one, ran.models) for one in split_batches(ran.payload)]
        compared += len(states) > 2
        first, *others = [settled(fields, state.values) for state in states]
        assert all(other == first for other in others), (ran.job, ran.tool_id, states)
        inputs, *more = [set(connected(state.values)) for state in states]
        assert all(other == inputs for other in more), (ran.job, ran.tool_id, states)
    assert compared > 100


def test_galaxy_extracted_the_same_states(server, known):
    """Each tool state that Galaxy wrote is one of ours, made of payloads or of job parameters.

    Ours are taken as Galaxy reads them; its own are not: one that it wrote (a text that looks like JSON) it misreads.
    """
    tools = {ran.tool_id: ran.models for ran in known}
    ours = {key for ran in known for key in written(ran)}
    saved = [(file, tool_id, state) for file, tool_id, state in saved_states(server) if tool_id in tools]
    assert len(saved) > 50
    missing = [one for one in saved if read(tools[one[1]], one[2], one[1]) not in ours]
    assert missing == []


def written(ran: Ran) -> list[str]:
    """Return what we write for a job, of each of its records."""
    states = [legacy_step_state(ran.parameters, None, ran.models.form, ran.inputs)]
    if ran.payload is not None:
        states += [to_workflow_step_state(one, ran.models) for one in split_batches(ran.payload)]
    encoded = [encode_tool_state(state.values, ran.models) for state in states]
    stored = [{name: safe_loads(value) for name, value in one.items()} for one in encoded]
    ran_with = [{name: safe_loads(value) for name, value in one.items()} for one in stored]
    return [read(ran.models, one, ran.tool_id) for one in ran_with]


def read(models: ParameterModels, state: dict[str, Any], tool_id: str) -> str:
    """Return a tool state as text: without Galaxy's bookkeeping, absent parameters at their default."""
    values = legacy_step_state({}, state, models.form, ()).values
    return json.dumps([tool_id, settled(models.form.fields, values)], sort_keys=True)


def connected(values: Any, flat: str = "") -> list[str]:
    if is_runtime(values):
        return [flat]
    if isinstance(values, dict):
        return [name for key, one in values.items() for name in connected(one, f"{flat}|{key}" if flat else key)]
    if isinstance(values, list):
        return [name for index, one in enumerate(values) for name in connected(one, f"{flat}_{index}")]
    return []
