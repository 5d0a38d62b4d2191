"""Which sources have parameter models."""

from __future__ import annotations

import pytest

from explorer.extraction.state import models_of
from tests.unit.explorer.extraction.state.tools import DATA, tool

UPLOAD = '<tool id="u" name="U" version="1"><command>x</command><inputs><upload_dataset name="files"/></inputs></tool>'
BROKEN = "<tool id='b'"


@pytest.mark.parametrize(
    ("source", "source_class"),
    [(UPLOAD, "XmlToolSource"), (BROKEN, "XmlToolSource"), ("", "XmlToolSource"), ("{}", "CwlToolSource")],
)
def test_no_models(source, source_class):
    assert models_of(source, source_class) is None


def test_models_know_what_is_wrong():
    models = tool(DATA)
    assert models.problem_of_payload({"x": {"src": "hda", "id": 1}}) is None
    assert "Field required" in (models.problem_of_payload({}) or "")
    assert models.problem_of_step({"x": {"__class__": "ConnectedValue"}}) is None


def test_xml_is_told_from_its_text():
    """A migration of Galaxy called all older sources YAML."""
    source = f'<tool id="t" name="T" version="1"><command>x</command><inputs>{DATA}</inputs></tool>'
    assert models_of(source, "YamlToolSource") == models_of(source, "XmlToolSource")
