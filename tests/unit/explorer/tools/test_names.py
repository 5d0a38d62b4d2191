import json
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.tools.forms import read_form
from explorer.tools.names import read_name

BOMB = '<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tool id="x" name="&b;"/>'


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('<tool id="align" name="Align reads" version="1"><inputs/></tool>', "Align reads"),
        ('<?xml version="1.0"?>\n<!-- made by hand -->\n<tool id="align"/>', "align"),
        (json.dumps({"class": "GalaxyUserTool", "id": "cat", "name": "My cat"}), "My cat"),
        (json.dumps({"class": "GalaxyUserTool", "id": "cat"}), "cat"),
        ("", None),
        ("<tool", None),
        ("{", None),
        ("[]", None),
        (BOMB, None),
    ],
)
def test_a_tool_is_called_what_its_source_says(source, name):
    assert read_name(source) == name


@given(st.text())
def test_any_text_is_read(text):
    assert read_name(text) is None or read_name(text)


def test_names_are_those_of_galaxys_own_parser(demo_sqlite):
    with sqlite3.connect(demo_sqlite) as database:
        rows = database.execute("SELECT DISTINCT source, source_class FROM tool_source").fetchall()
    database.close()
    sources = {(json.loads(source), source_class) for source, source_class in rows}
    assert {read_name(text) for text, _ in sources} == {read_form(text, kind).name for text, kind in sources}
