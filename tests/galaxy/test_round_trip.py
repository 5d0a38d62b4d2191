"""A workflow that was extracted makes the same again, byte by byte, in a real Galaxy."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from explorer import Explorer
from explorer.extraction.model import Format
from tests.galaxy import galaxys_own
from tests.galaxy.round_trip import extract, there_and_back
from tests.galaxy.scenarios import SCENARIOS, Made, Scenario
from tests.galaxy.table import SAME, Results

pytestmark = [pytest.mark.galaxy, pytest.mark.service]

Histories = Callable[[Scenario], Made]


@pytest.mark.parametrize("form", get_args(Format))
@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_the_workflow_makes_the_same_again(
    explorer: Explorer, histories: Histories, results: Results, scenario: Scenario, form: Format
) -> None:
    results.note(scenario.name, form, "failed")
    made = histories(scenario)
    extracted = extract(explorer, scenario, made)
    wrong = there_and_back(made, extracted.draft, form)
    results.note(scenario.name, form, wrong[0] if wrong else SAME)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scenario", [one for one in SCENARIOS if one.batches == "steps"], ids=str)
def test_galaxys_own_extraction_is_noted_beside(histories: Histories, results: Results, scenario: Scenario) -> None:
    """Nothing is asked of Galaxy's own extraction: its column in the table tells what one would have without ours."""
    outcome = galaxys_own.there_and_back(histories(scenario))
    results.note(scenario.name, "galaxy", outcome)
    assert outcome
