"""Lines of CSV for Neo4j's importer: absent is not empty, and what they cannot hold is said."""

from __future__ import annotations

import pytest

from cypher import EdgeRow, NodeRow
from cypher.schema import Property
from loaders.bulk.columns import UNWRITABLE, Columns, of_edges, of_nodes

COLUMNS = Columns[NodeRow](
    ["key:ID"],
    "_, key, properties",
    "{key}",
    [
        Property("text", "string", ""),
        Property("number", "integer", ""),
        Property("real", "float", ""),
        Property("flag", "boolean", ""),
        Property("texts", "strings", ""),
        Property("numbers", "integers", ""),
    ],
)


def test_headers_say_what_the_columns_are():
    kinds = "text:string,number:long,real:double,flag:boolean,texts:string[],numbers:long[]"
    assert COLUMNS.header == f"key:ID,{kinds}\n"
    user = "key:ID(User),instance:string,galaxy_id:long,username:string,deleted:boolean,roles:long[]\n"
    assert of_nodes("User").header == user
    assert of_nodes("GraphVersion").header.startswith("key:ID(GraphVersion),instance:string,version:long")
    assert of_edges("WROTE", "Job", "Dataset").header == ":START_ID(Job),:END_ID(Dataset),output:string\n"


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
    row = NodeRow("", "k", properties)
    assert COLUMNS.lines([row, row]) == [f"k{fields}\n"] * 2
    assert COLUMNS.line(row) == (f"k{fields}\n", True)


@pytest.mark.parametrize(
    "bad",
    [{"texts": []}, {"texts": [""]}, {"texts": ["a\0"]}, {"numbers": ["1"]}, {"number": "1"}, {"number": 2**63},
     {"number": True}, {"text": 1}, {"flag": 1}, {"texts": 1}],
)  # fmt: skip
def test_what_cannot_be_written_is_left_out_and_said(bad):
    row = NodeRow("", "k", {"real": 1.0, "unknown": object(), **bad})
    with pytest.raises(UNWRITABLE):
        COLUMNS.lines([row])
    assert COLUMNS.line(row) == ("k,,,1.0,,,\n", False)


def test_lines_begin_with_what_the_key_says():
    assert of_nodes("User").lines([NodeRow("User", "main/user/7", {"username": "ada"})]) == [
        'main/user/7,main,7,"ada",,\n'
    ]
    assert of_nodes("GraphVersion").lines([NodeRow("GraphVersion", "version", {"version": 1})]) == ["version,,1,\n"]
    wrote = EdgeRow("WROTE", "Job", "main/job/1", "Dataset", "main/hda/2", {"output": "o"})
    assert of_edges("WROTE", "Job", "Dataset").lines([wrote]) == ['main/job/1,main/hda/2,"o"\n']
    owns = EdgeRow("OWNS", "User", "main/user/1", "History", "main/history/2")
    assert of_edges("OWNS", "User", "History").lines([owns]) == ["main/user/1,main/history/2\n"]
