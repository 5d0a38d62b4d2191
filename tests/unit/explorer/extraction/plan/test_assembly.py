"""Steps in their places: what goes in and out of a workflow that stands inside another one."""

from __future__ import annotations

from explorer.extraction.labels import Labels
from explorer.extraction.model import InputStep, Step, StepState, SubworkflowStep, ToolIdentity, ToolStep
from explorer.extraction.plan.assembly import assemble
from explorer.extraction.plan.plan import Group, Inside, Plan
from explorer.extraction.plan.subworkflows import with_subworkflows
from explorer.extraction.records.rows import ExecutionRow, InvocationRow
from explorer.extraction.selection.feeds import Feed
from explorer.extraction.selection.work import Place, Work
from explorer.extraction.steps.made import Made
from explorer.extraction.wiring.connections import Intake, Port, Wire

READS = Intake("item", "main/hda/1")
INTAKES = {READS: InputStep(type="data_input", label="reads")}


def made(number: int, run: str | None = None) -> tuple[Place, Made]:
    """Return a step with one output, `out`; `run`: the run of a workflow that it was part of."""
    steps = [[f"main/wis/{number}", number, None, None, None, None, run]] if run else []
    row = ExecutionRow(f"main/te/{number}", "missing", None, "t", "1", None, None, [], [], [], steps, [], [], [])
    work = Work(execution=row, rank=(0, number, 0), feeds=(), outputs=())
    tool = ToolIdentity(id=f"tool_{number}", version="1")
    return work.place, Made(work=work, tool=tool, state=StepState({}), ports={"out": ()})


def chain(*steps: tuple[Place, Made], groups: dict[Place, Group] | None = None, **more: object) -> Plan:
    """Return a plan in which each step reads the one before; the first reads an input."""
    sources = [READS, *(Port(place, "out") for place, _ in steps)]
    wires = [
        Wire(place, Feed(input="x", src="hda"), source) for source, (place, _) in zip(sources, steps, strict=False)
    ]
    inside = {key: Inside(f"workflow {key}", f"label {key}") for group in (groups or {}).values() for key in group}
    return Plan(
        made=dict(steps),
        wires=tuple(wires),
        intakes=INTAKES,
        groups=groups or {},
        inside=inside,
        **more,  # type: ignore[arg-type]
    )


def drawn(steps: tuple[Step, ...], margin: str = "") -> list[str]:
    """Return steps as texts: `name < where its inputs come from > its labelled outputs`."""
    lines = []
    for step in steps:
        if isinstance(step, InputStep):
            lines.append(f"{margin}{step.label}")
            continue
        name = step.tool.id if isinstance(step, ToolStep) else step.workflow.name
        into = ",".join(f"{one.input}={one.step}.{one.output}" for one in step.connections)
        out = ",".join(f"{one.name}={one.label}" for one in step.outputs if one.label)
        lines.append(f"{margin}{name} < {into}" + (f" > {out}" if out else ""))
        if isinstance(step, SubworkflowStep):
            lines += drawn(step.workflow.steps, margin + "  ")
    return lines


A, B, C = made(1), made(2), made(3)


def test_without_groups_steps_stand_one_after_the_other() -> None:
    assert drawn(assemble(chain(A, B))) == ["reads", "tool_1 < x=0.output", "tool_2 < x=1.out"]


def test_a_workflow_inside_takes_what_comes_from_outside_and_gives_what_is_used_there() -> None:
    plan = chain(A, B, C, groups={B[0]: ("main/wi/2",)})
    assert drawn(assemble(plan)) == [
        "reads",
        "tool_1 < x=0.output",
        "workflow main/wi/2 < x=1.out",
        "  x",
        "  tool_2 < x=0.output > out=out",
        "tool_3 < x=2.out",
    ]


def test_an_output_of_the_workflow_has_its_label_on_all_levels() -> None:
    plan = chain(A, B, groups={B[0]: ("main/wi/2", "main/wi/3")}, labels={Port(B[0], "out"): "result"})
    assert drawn(assemble(plan)) == [
        "reads",
        "tool_1 < x=0.output",
        "workflow main/wi/2 < x=1.out > result=result",
        "  x",
        "  workflow main/wi/3 < x=0.output > result=result",
        "    x",
        "    tool_2 < x=0.output > out=result",
    ]


def run(key: str, *executions: str, parent: str | None = None) -> InvocationRow:
    return InvocationRow(key, f"name of {key}", [parent] if parent else [], executions)


def test_only_whole_runs_of_sub_workflows_stay_together() -> None:
    steps = [made(1, "main/wi/1"), made(2, "main/wi/2"), made(3, "main/wi/3")]
    runs = {
        "main/wi/1": run("main/wi/1", "main/te/1"),
        "main/wi/2": run("main/wi/2", "main/te/2", parent="main/wi/1"),
        "main/wi/3": run("main/wi/3", "main/te/3", "main/te/99", parent="main/wi/1"),
    }
    plan, lines = with_subworkflows(chain(*steps), runs, Labels())
    assert plan.groups == {steps[1][0]: ("main/wi/2",)}
    assert [line.outcome for line in lines] == ["kept", "changed"]


def test_a_sub_workflow_that_would_feed_itself_is_taken_apart() -> None:
    """Its first step feeds one outside, which feeds its last: as one step it would wait for itself."""
    steps = [made(1, "main/wi/2"), made(2, "main/wi/1"), made(3, "main/wi/2")]
    runs = {
        "main/wi/1": run("main/wi/1", "main/te/2"),
        "main/wi/2": run("main/wi/2", "main/te/1", "main/te/3", parent="main/wi/1"),
    }
    plan, lines = with_subworkflows(chain(*steps), runs, Labels())
    assert plan.groups == {}
    assert drawn(assemble(plan))[1:] == ["tool_1 < x=0.output", "tool_2 < x=1.out", "tool_3 < x=2.out"]
    assert [line.outcome for line in lines] == ["changed"]
