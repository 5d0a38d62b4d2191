"""Lines of CSV for Neo4j's importer: absent is not empty, and what they cannot hold is said."""

from __future__ import annotations

import pytest

from cypher.schema import Property
from loaders.bulk.columns import Columns, EdgeColumns, NodeColumns

COLUMNS = Columns(
    [
        Property("text", "string", ""),
        Property("number", "integer", ""),
        Property("real", "float", ""),
        Property("flag", "boolean", ""),
        Property("texts", "strings", ""),
        Property("numbers", "integers", ""),
    ]
)


def test_headers_say_what_the_columns_are():
    kinds = ["text:string", "number:long", "real:double", "flag:boolean", "texts:string[]", "numbers:long[]"]
    assert COLUMNS.header == kinds
    user = "key:ID(User),instance:string,galaxy_id:long,username:string,deleted:boolean,roles:long[]\n"
    assert NodeColumns("User").header == user
    assert NodeColumns("GraphVersion").header.startswith("key:ID(GraphVersion),instance:string,version:long")
    assert EdgeColumns("WROTE", "Job", "Dataset").header == ":START_ID(Job),:END_ID(Dataset),output:string\n"


@pytest.mark.parametrize(
    ("properties", "fields"),
    [
        ({}, ",,,,,,"),
        ({"text": None}, ",,,,,,"),
        ({"text": ""}, ',"",,,,,'),
        ({"text": 'a "b"\n,c'}, ',"a ""b""\n,c",,,,,'),
        ({"number": -1, "real": 0.5, "flag": False}, ",,-1,0.5,false,,"),
        ({"texts": ("a", 'b"'), "numbers": [1, 2]}, ',,,,,"a\0b""","1\x002"'),
    ],
)
def test_values_as_fields(properties, fields):
    assert COLUMNS.fields(properties) == (fields, True)


@pytest.mark.parametrize(
    "bad",
    [{"texts": []}, {"texts": [""]}, {"texts": ["a\0"]}, {"numbers": ["1"]}, {"number": "1"}, {"number": 2**63},
     {"number": True}, {"text": 1}, {"flag": 1}, {"texts": 1}],
)  # fmt: skip
def test_what_cannot_be_written_is_left_out_and_said(bad):
    fields, is_whole = COLUMNS.fields(bad | ({"real": 1.0} if "real" not in bad else {}))
    assert (fields, is_whole) == (",,,1.0,,,", False)


def test_lines_begin_with_what_the_key_says():
    assert NodeColumns("User").line("main/user/7", {"username": "ada"}) == ('main/user/7,main,7,"ada",,\n', True)
    assert NodeColumns("GraphVersion").line("version", {"version": 1}) == ("version,,1,\n", True)
    assert EdgeColumns("OWNS", "User", "History").nothing == ""
    assert EdgeColumns("WROTE", "Job", "Dataset").fields({"output": "o"}) == (',"o"', True)
