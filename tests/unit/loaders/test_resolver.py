"""Which execution a record belongs to: galaxy/records.md 3 and 5 as a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.keys import ExecutionId
from loaders.resolver import Links, Resolution, only, own, resolve_job, resolve_mapped, validity


@pytest.mark.parametrize(
    ("requests", "tied", "kind", "id_", "via"),
    [
        ([7, 7, 7], [], "te", 7, "own"),
        ([7, None], [], "te", 7, "own"),  # only some jobs have it
        ([7, 8], [7], "icj", 1, "own"),  # two requests: nobody's
        ([None, None], [], "icj", 1, "own"),  # a classic map-over
        ([], [7, 7], "te", 7, "collection"),  # an empty map-over
        ([], [7, 8], "icj", 1, "own"),
        ([], [], "icj", 1, "own"),  # an empty classic map-over
    ],
)
def test_map_overs(requests, tied, kind, id_, via):
    assert resolve_mapped(1, requests, tied) == Resolution(ExecutionId(kind, id_), via)


def test_under_an_icj_its_execution_and_stop():
    assert resolve_job(3, own("icj", 1), Links(7)) == Resolution(ExecutionId("icj", 1), "icj")


def test_a_jobs_own_request():
    assert resolve_job(3, None, Links(7)) == Resolution(ExecutionId("te", 7), "own")


def test_a_classic_job_is_its_own_execution():
    assert resolve_job(3, None, Links()) == Resolution(ExecutionId("job", 3), "own")


@pytest.mark.parametrize(
    ("state", "is_object", "expected"),
    [
        (None, True, "validated"),
        (None, False, "missing"),
        ("validated", True, "validated"),
        ("not_validated", False, "not_validated"),
        ("validation_failed", True, "validation_failed"),
        ("something new", True, "validated"),
    ],
)
def test_validity(state, is_object, expected):
    assert validity(state, is_object=is_object) == expected


@given(st.lists(st.none() | st.integers(1, 3)))
def test_only_is_the_one_distinct_value(values):
    distinct = set(values) - {None}
    assert only(values) == (distinct.pop() if len(distinct) == 1 else None)
