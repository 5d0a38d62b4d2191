"""An input for many that was mapped over a list gets one list at a time, of one element."""

from dataclasses import replace

from explorer.extraction.labels import Labels
from explorer.extraction.model import InputStep, StepState, ToolIdentity
from explorer.extraction.plan.nested import TOOL, with_nests
from explorer.extraction.plan.plan import Plan
from explorer.extraction.records.rows import ExecutionRow
from explorer.extraction.selection.feeds import Feed
from explorer.extraction.selection.work import Work
from explorer.extraction.steps.made import Made
from explorer.extraction.wiring.connections import Intake, Port, Wire
from explorer.tools.forms import Field, Form

LIST = Intake("item", "main/hdca/1")


def plan(*, mapped: bool = True, multiple: bool = True, collection_type: str = "list") -> Plan:
    form = Form(name=None, version=None, description=None, fields=(Field(name="in", type="data", multiple=multiple),))
    feed = Feed(input="in", src="hdca", item="main/hdca/1", mapped=mapped)
    row = ExecutionRow._make([None] * len(ExecutionRow._fields))._replace(key="main/te/1")
    work = Work(execution=row, rank=(1, 1, 0), feeds=(feed,), outputs=())
    made = Made(work=work, tool=ToolIdentity(id="merge", version="1"), state=StepState({}), form=form)
    intake = InputStep(type="data_collection_input", label="Tables", collection_type=collection_type)
    return Plan(made={work.place: made}, wires=(Wire(work.place, feed, LIST),), intakes={LIST: intake})


def test_a_step_goes_between():
    nested = with_nests(plan(), Labels())
    nest, merge = nested.made.values()
    assert nest.tool == TOOL
    assert [(wire.work, wire.feed.input, wire.source) for wire in nested.wires] == [
        (nest.work.place, "input", LIST),
        (merge.work.place, "in", Port(nest.work.place, "output")),
    ]


def test_nothing_is_put_in_where_galaxy_does_the_same_without():
    for usual in (plan(mapped=False), plan(multiple=False), plan(collection_type="list:list")):
        assert with_nests(usual, Labels()) == usual


def test_without_a_form_nobody_can_tell():
    bare = plan()
    bare = replace(bare, made={place: replace(one, form=None) for place, one in bare.made.items()})
    assert with_nests(bare, Labels()) == bare
