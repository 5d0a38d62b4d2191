"""Which step stands for which, on graphs as small as the question."""

from __future__ import annotations

from collections import defaultdict

from explorer.compare.origins import Origins
from explorer.compare.pairing import Pairing, tool_of
from explorer.lineage.model import LineageNode
from explorer.refs import Ref


def world(**executions: tuple[str, dict[str, str], str]) -> Origins:
    """`a1=("tool", {"input": "x0"}, "x1")`: an execution of a tool that reads x0 and makes x1."""
    nodes, into = {}, defaultdict(lambda: defaultdict(list))
    for name, (tool, reads, made) in executions.items():
        execution = ref(name, "job")
        nodes[execution] = LineageNode(ref=execution, tool_id=tool)
        into[ref(made)]["PRODUCED"].append(execution)
        for role, item in reads.items():
            into[execution][role].append(ref(item))
        for item in (*reads.values(), made):
            nodes[ref(item)] = LineageNode(ref=ref(item), name=item)
    return Origins(nodes, into, 0, is_whole=True)


def ref(name: str, src: str = "hda") -> Ref:
    return Ref(src, int.from_bytes(name.encode()))


def paired(origins: Origins, left: str, right: str) -> dict[str, str]:
    halves = [list(origins.closure([ref(end)])) for end in (left, right)]
    pairing = Pairing(origins, set(halves[0]) & set(halves[1]))
    pairing.pair([(ref(left), ref(right))], *halves)
    return {name(first): name(second) for first, second in pairing.right_of.items() if not first.is_item}


def name(found: Ref) -> str:
    return found.id.to_bytes(2).decode()


def test_two_runs_of_the_same_steps_are_paired_down_to_what_they_share() -> None:
    origins = world(
        s1=("sort", {"in": "x0"}, "x1"),
        a1=("call", {"in": "x1"}, "a2"),
        a2=("filter", {"in": "a2"}, "a3"),
        b1=("call", {"in": "x1"}, "b2"),
        b2=("filter", {"in": "b2"}, "b3"),
    )
    assert paired(origins, "a3", "b3") == {"a2": "b2", "a1": "b1"}


def test_inputs_are_paired_by_the_part_that_they_play() -> None:
    origins = world(
        a1=("index", {"in": "x0"}, "a4"),
        a2=("trim", {"in": "x1"}, "a5"),
        a3=("align", {"reads": "a5", "reference": "a4"}, "a6"),
        b1=("trim", {"in": "y1"}, "b5"),
        b2=("index", {"in": "y0"}, "b4"),
        b3=("align", {"reference": "b4", "reads": "b5"}, "b6"),
    )
    assert paired(origins, "a6", "b6") == {"a3": "b3", "a2": "b1", "a1": "b2"}


def test_a_step_that_one_side_has_more_leaves_the_others_paired() -> None:
    origins = world(
        a1=("trim", {"in": "x0"}, "a5"),
        a2=("align", {"in": "a5"}, "a6"),
        b1=("trim", {"in": "x0"}, "b5"),
        b2=("dedup", {"in": "b5"}, "b6"),
        b3=("align", {"in": "b6"}, "b7"),
    )
    assert paired(origins, "a6", "b7") == {"a2": "b3", "a1": "b1"}


def test_another_tool_at_the_same_place_stands_for_it() -> None:
    origins = world(
        a1=("bwa", {"in": "x0"}, "a5"),
        a2=("sort", {"in": "a5"}, "a6"),
        b1=("bowtie", {"in": "x0"}, "b5"),
        b2=("sort", {"in": "b5"}, "b6"),
    )
    assert paired(origins, "a6", "b6") == {"a2": "b2", "a1": "b1"}


def test_versions_of_a_tool_are_one_tool() -> None:
    nodes = [
        LineageNode(ref=ref("t"), tool_id=f"shed/repos/o/r/bowtie2/{version}", tool_version=version)
        for version in ("2.5.3", "2.5.4")
    ]
    assert {tool_of(node) for node in nodes} == {"shed/repos/o/r/bowtie2"}
