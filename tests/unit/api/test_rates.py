"""How many requests one caller may make."""

from __future__ import annotations

import pytest

from api.errors import BadConfiguration, TooMany
from api.rates import Rates, by_address


def test_one_too_many():
    rates = Rates("3/hour")
    for _ in range(3):
        rates.require_room("a")
        rates.count("a")
    for refused in (rates.count, rates.require_room):
        with pytest.raises(TooMany, match="3 per 1 hour") as error:
            refused("a")
        assert 0 < int(error.value.headers["Retry-After"]) <= 3600
    rates.count("b")


def test_no_limit():
    rates = Rates("")
    for _ in range(1000):
        rates.count("a")


@pytest.mark.parametrize("limit", ["many", "3", "3/eon", "-1/minute", "/"])
def test_a_limit_that_cannot_be_read(limit):
    with pytest.raises(BadConfiguration, match="1200/minute"):
        Rates(limit)


def test_addresses_of_one_household_count_together():
    assert by_address("2001:db8::1") == by_address("2001:db8::ffff:1") != by_address("2001:db8:1::1")
    assert by_address("192.0.2.1") != by_address("192.0.2.2")
    assert by_address("testclient") == "testclient"
