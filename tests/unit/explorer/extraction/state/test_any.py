"""Whatever is recorded: it becomes a state that is JSON, or is refused by name; nothing breaks."""

from __future__ import annotations

import json
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from explorer.extraction.errors import NotExtractable
from explorer.extraction.state import (
    encode_tool_state,
    legacy_step_state,
    references,
    split_batches,
    to_workflow_step_state,
)
from tests.unit.explorer.extraction.state.payloads import payloads
from tests.unit.explorer.extraction.state.tools import (
    CONDITIONAL,
    DATA,
    DRILL_DOWN,
    MANY,
    REPEAT,
    RULES,
    SECTION,
    SELECTS,
    SWITCH,
    parameter,
    tool,
)

NAMED = {
    "a": DATA,
    "b": MANY,
    "c": parameter("integer", 'value="1"'),
    "d": parameter("float", 'value="1"'),
    "e": parameter("boolean"),
    "f": SELECTS,
    "aa": parameter("text"),
    "bb": RULES,
    "cc": DRILL_DOWN.format(multiple="true"),
}
TOOL = tool(
    "".join(source.replace('name="x"', f'name="{name}"', 1) for name, source in NAMED.items())
    + CONDITIONAL
    + SWITCH.replace('"c"', '"w"', 1)
    + REPEAT
    + SECTION
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text('abc{}[]",:1', max_size=6)
    | st.sampled_from(["Batch", "hda", "File"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *NAMED,
                    "c",
                    "r",
                    "s",
                    "w",
                    "t",
                    "n",
                    "x",
                    "src",
                    "id",
                    "values",
                    "__class__",
                    "__index__",
                    "class",
                    "adapting",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
ANY = st.dictionaries(st.sampled_from([*NAMED, "c", "r", "s", "w", "z"]), JSON, max_size=5)


@given(payloads() | ANY, st.sampled_from([TOOL, TOOL.form, None]))
def test_any_payload(payload, known):
    with suppress(NotExtractable):
        for one in split_batches(payload):
            state = to_workflow_step_state(one, known)
            assert json.dumps(encode_tool_state(state.values, known))
    assert all(reference.input for reference in references(payload))


@given(ANY, st.sampled_from([TOOL.form, None]))
def test_any_records_of_a_job(values, known):
    for parameters, typed in (
        (values, None),
        ({name: json.dumps(one) for name, one in values.items()}, None),
        ({}, values),
    ):
        state = legacy_step_state(parameters, typed, known, {"a", "r_0|x"})
        assert json.dumps(encode_tool_state(state.values, known, connected=()))
