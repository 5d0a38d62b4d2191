"""A workflow that was extracted makes the same again, byte by byte, in a real Galaxy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

import pytest

from explorer import Explorer
from explorer.extraction.model import Format
from tests.galaxy import galaxys_own
from tests.galaxy.round_trip import extract, there_and_back
from tests.galaxy.scenarios import SCENARIOS, Made, Scenario
from tests.galaxy.table import SAME, Results, Way
from tests.galaxy.trips import Trips, chosen

pytestmark = [pytest.mark.galaxy, pytest.mark.service]

Histories = Callable[[Scenario], Made]


@pytest.fixture(scope="session")
def trips(request: pytest.FixtureRequest, explorer: Explorer, histories: Histories) -> Iterator[Trips]:
    """All trips of the tests that were chosen, some at a time: most of one is waiting for Galaxy."""

    def go(scenario: Scenario, way: Way) -> list[str]:
        made = histories(scenario)
        if way == "galaxy":
            return galaxys_own.there_and_back(made)
        return there_and_back(made, extract(explorer, scenario, made).draft, way, scenario.elements)

    with Trips(go, chosen(request.session)) as trips:
        yield trips


@pytest.mark.parametrize("form", get_args(Format))
@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_the_workflow_makes_the_same_again(trips: Trips, results: Results, scenario: Scenario, form: Format) -> None:
    wrong = trips.outcome(scenario, form)
    results.note(scenario.name, form, wrong[0] if wrong else SAME)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scenario", [one for one in SCENARIOS if one.batches == "steps"], ids=str)
def test_galaxys_own_extraction_is_noted_beside(trips: Trips, results: Results, scenario: Scenario) -> None:
    """Nothing is asked of Galaxy's own extraction: its column in the table tells what one would have without ours."""
    wrong = trips.outcome(scenario, "galaxy")
    results.note(scenario.name, "galaxy", wrong[0] if wrong else SAME)
