"""Parameters that a request left out: as the job recorded them, else as the form has them."""

from explorer.extraction.state import complete
from explorer.tools.forms import Field, Form

DATA = Field(name="reads", type="data")
EXTRA = Field(name="extra", type="data", optional=True)
LEVEL = Field(name="level", type="integer", has_default=True, default=3)
COLUMN = Field(name="column", type="data_column")
MODE = Field(name="mode", type="select", has_default=True, default="plain")
WORD = Field(name="word", type="text", has_default=True, default="none")
CHOICE = Field(name="choice", type="conditional", children=(MODE,), cases=(("plain", ()), ("worded", (WORD,))))
PARTS = Field(name="parts", type="repeat", children=(LEVEL,), at_least=1)
MORE = Field(name="more", type="section", children=(LEVEL, EXTRA))


def form(*fields: Field) -> Form:
    return Form(name=None, version=None, description=None, fields=fields)


def test_what_was_recorded_comes_before_the_default():
    assert complete({}, form(LEVEL), {"level": 5}) == {"level": 5}
    assert complete({}, form(LEVEL), {}) == {"level": 3}


def test_what_was_given_stays():
    assert complete({"level": None, "odd": 1}, form(LEVEL), {"level": 5}) == {"level": None, "odd": 1}


def test_what_nobody_knows_stays_out():
    assert complete({}, form(COLUMN, DATA), {"reads": "no data is taken from the records"}) == {}


def test_an_optional_input_without_data_is_null():
    assert complete({}, form(EXTRA), {}) == {"extra": None}


def test_a_section_is_filled():
    assert complete({"more": {"level": 1}}, form(MORE), {}) == {"more": {"level": 1, "extra": None}}
    assert complete({}, form(MORE), {"more": {"level": 7}}) == {"more": {"level": 7, "extra": None}}


def test_the_case_that_was_chosen_is_filled():
    assert complete({}, form(CHOICE), {}) == {"choice": {"mode": "plain"}}
    assert complete({"choice": {"mode": "worded"}}, form(CHOICE), {"choice": {"mode": "plain"}}) == {
        "choice": {"mode": "worded", "word": "none"}
    }
    assert complete({}, form(CHOICE), {"choice": {"mode": "worded", "word": "recorded"}}) == {
        "choice": {"mode": "worded", "word": "recorded"}
    }


def test_instances_of_a_repeat_are_filled_and_as_many_as_it_needs():
    assert complete({}, form(PARTS), {}) == {"parts": [{"level": 3}]}
    assert complete({"parts": [{}, {"level": 1}]}, form(PARTS), {"parts": [{"level": 8}, {"level": 9}]}) == {
        "parts": [{"level": 8}, {"level": 1}]
    }


def test_without_a_form_nothing_is_filled():
    assert complete({"a": 1}, None, {"b": 2}) == {"a": 1}
