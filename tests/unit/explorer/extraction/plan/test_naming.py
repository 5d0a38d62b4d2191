"""Steps that nobody labelled are called as their tool, and none like another step or an input."""

from explorer.extraction.labels import Labels
from explorer.extraction.model import StepState, ToolIdentity
from explorer.extraction.plan.naming import with_names
from explorer.extraction.plan.plan import Plan
from explorer.extraction.records.rows import ExecutionRow
from explorer.extraction.selection.work import Work
from explorer.extraction.steps.made import Made

CUT = ToolIdentity(id="Cut1", version="1", name="Cut")
SHED = ToolIdentity(id="toolshed.g2.bx.psu.edu/repos/devteam/filter/filter1/1.2", version="1.2")
LOST = ToolIdentity(id=None, version=None)


def made(number: int, tool: ToolIdentity, label: str | None = None) -> Made:
    row = ExecutionRow._make([None] * len(ExecutionRow._fields))._replace(key=f"main/te/{number}")
    work = Work(execution=row, rank=(1, number, 0), feeds=(), outputs=())
    return Made(work=work, tool=tool, state=StepState({}), label=label)


def called(*steps: Made, taken: tuple[str, ...] = ()) -> list[str]:
    plan = Plan(made={one.work.place: one for one in steps}, wires=(), intakes={})
    return [one.called for one in with_names(plan, Labels(taken)).made.values()]


def test_equal_tools_are_numbered_in_their_order():
    assert called(made(1, CUT), made(2, CUT), made(3, CUT)) == ["Cut", "Cut (2)", "Cut (3)"]


def test_a_label_stays_and_nothing_else_gets_it():
    assert called(made(1, CUT), made(2, CUT, "Cut"), taken=("Cut", "Reads")) == ["Cut (2)", "Cut"]


def test_a_tool_that_nobody_named_is_called_by_its_id():
    assert called(made(1, SHED), made(2, LOST), made(3, ToolIdentity(id="wc", version="1"))) == [
        "filter1",
        "Unknown tool",
        "wc",
    ]


def test_no_step_gets_a_label_by_that():
    plan = Plan(made={("p", ""): made(1, CUT)}, wires=(), intakes={})  # type: ignore[dict-item]
    assert [one.label for one in with_names(plan, Labels()).made.values()] == [None]
