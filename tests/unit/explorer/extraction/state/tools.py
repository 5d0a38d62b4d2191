"""Tools for the tests: a source in Galaxy's XML around the inputs that a case needs."""

from __future__ import annotations

from explorer.extraction.state import ParameterModels, models_of


def tool(inputs: str, profile: str = "24.2") -> ParameterModels:
    source = (
        f'<tool id="t" name="T" version="1" profile="{profile}"><command>x</command><inputs>{inputs}</inputs></tool>'
    )
    models = models_of(source, "XmlToolSource")
    assert models
    return models


DATA = '<param name="x" type="data" format="txt"/>'
OPTIONAL = '<param name="x" type="data" format="txt" optional="true"/>'
MANY = '<param name="x" type="data" format="txt" multiple="true"/>'
OPTIONAL_MANY = '<param name="x" type="data" format="txt" multiple="true" optional="true"/>'
COLLECTION = '<param name="x" type="data_collection" collection_type="list"/>'
OPTIONAL_COLLECTION = '<param name="x" type="data_collection" collection_type="list" optional="true"/>'
SELECT = '<param name="x" type="select"><option value="a">A</option><option value="b">B</option></param>'
SELECTS = SELECT.replace("<param", '<param multiple="true"')
DRILL_DOWN = """<param name="x" type="drill_down" hierarchy="exact" multiple="{multiple}"><options>
<option name="A" value="a"><option name="A1" value="a1"/></option><option name="B" value="b" selected="true"/>
</options></param>"""
COLUMN = '<param name="d" type="data" format="tabular"/><param name="x" type="data_column" data_ref="d" {more}/>'
CONDITIONAL = f"""<conditional name="c"><param name="t" type="select">
<option value="plain" selected="true">P</option><option value="ref">R</option></param>
<when value="plain"><param name="n" type="integer" value="1"/></when><when value="ref">{DATA}</when></conditional>"""
SWITCH = f"""<conditional name="c"><param name="t" type="boolean" truevalue="--yes" falsevalue="--no"/>
<when value="--yes">{DATA}</when><when value="--no"><param name="n" type="integer" value="1"/></when></conditional>"""
REPEAT = f'<repeat name="r" title="R"><param name="n" type="integer" value="1"/>{OPTIONAL}</repeat>'
SECTION = f'<section name="s" title="S"><param name="n" type="integer" value="1"/>{OPTIONAL}</section>'
RULES = '<param name="x" type="rules"/>'


def parameter(kind: str, more: str = "") -> str:
    return f'<param name="x" type="{kind}" {more}/>'
