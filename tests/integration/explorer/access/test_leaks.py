"""No answer tells a caller about what the caller may not read: random worlds, every caller, every question.

`GALAXY_LINEAGE_TEST_EXAMPLES` sets how many worlds are drawn; each gives some hundred answers (`pytest -rP` shows how
many there were).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import partial
from inspect import getmembers, isfunction
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher import Graph
from explorer import Explorer, Forbidden, NotFound, Ref
from explorer.access import Restricted
from explorer.errors import ExplorerError
from explorer.extraction.by_ids import ByIds
from explorer.extraction.model import Batches, OutputLabel, Selection
from explorer.graph.profiles import PROFILES
from explorer.refs import KINDS
from explorer.view import ViewQuestion
from explorer.view.question import WAYS, Hop
from tests.integration.explorer.access.reference import Model
from tests.integration.explorer.access.world import caller
from tests.integration.explorer.access.worlds import World, rows, worlds

EXAMPLES = int(os.environ.get("GALAXY_LINEAGE_TEST_EXAMPLES", "2"))
BATCHES: tuple[Batches, ...] = ("steps", "mapped")
_numbers = count(1)
_WORD = re.compile(r"([a-z]+)w(\d+)n(\d+)q")

Ask = Callable[[], Any]


def items(world: World) -> list[Ref]:
    return [Ref.of_key(world.key(short)) for short in world.items]


def executions(world: World) -> list[Ref]:
    return [Ref.of_key(world.key(f"{one.kind}/{number}")) for number, one in world.executions.items()]


def about_graphs(explorer: Explorer, world: World) -> Iterator[Ask]:
    for number in world.histories:
        yield from (partial(explorer.history_graph, number, profile=profile) for profile in PROFILES)
        for ref in items(world)[:2]:
            yield partial(explorer.history_graph, number, seed=ref, seed_scope=ref, limit=2)


def about_lineage(explorer: Explorer, world: World) -> Iterator[Ask]:
    for ref in [*items(world), *executions(world)]:
        yield partial(explorer.lineage, ref, "both")
        yield partial(explorer.lineage, ref, "upstream", granularity="element")


def about_paths(explorer: Explorer, world: World) -> Iterator[Ask]:
    ends = items(world)
    return (partial(explorer.paths, source, target) for source in ends for target in ends[:2])


def about_selections(explorer: Explorer, world: World) -> Iterator[Ask]:
    expressions = ["state:error", *(f"history:{number}" for number in world.histories)]
    expressions += [f"1+{ref}+2" for ref in items(world)] + [f"+{ref},state:error" for ref in items(world)]
    expressions += [f"tool:{world.word(f'te/{number}')[:-1]}*" for number in world.executions]
    return each(explorer.select, expressions)


def about_views(explorer: Explorer, world: World) -> Iterator[Ask]:
    for number in world.histories:
        yield partial(explorer.view, ViewQuestion(history=Ref("history", number, world.instance)))
    for ref in [*items(world), *executions(world)]:
        hops: dict[Hop, int] = {(near, way): 1 for near in items(world)[:4] for way in WAYS["both"]}
        opened = {} if ref.src == "hda" else {ref: 0}
        runs = frozenset(Ref("workflow_invocation", n, world.instance) for n in world.invocations)
        yield partial(explorer.view, ViewQuestion(seed=ref, hops=hops, opened=opened, folded=runs))
        yield partial(explorer.view, ViewQuestion(seed=ref, brought=tuple(items(world)[:2])))


def about_words(explorer: Explorer, world: World) -> Iterator[Ask]:
    shorts = [*world.items, *(f"te/{n}" for n in world.executions), *(f"history/{n}" for n in world.histories)]
    yield from (partial(explorer.search, world.word(short)) for short in shorts)
    yield from (partial(explorer.search, f"hdaw{world.number}n", history=number) for number in world.histories)
    ends = [*items(world)[:2], *(Ref("history", number, world.instance) for number in world.histories)]
    yield from (partial(explorer.search, f"hdaw{world.number}n", around=end) for end in ends)


def about_runs(explorer: Explorer, world: World) -> Iterator[Ask]:
    return (partial(explorer.invocation, Ref("workflow_invocation", n, world.instance)) for n in world.invocations)


def about_extractions(explorer: Explorer, world: World) -> Iterator[Ask]:
    ends = items(world)
    for ref in ends:
        yield partial(explorer.extract, Selection(name="", results=(ref,)))
        yield partial(explorer.extract, Selection(name="", results=(ref,), until=tuple(ends[:2])))
    for ref in executions(world):
        for way in BATCHES:
            yield partial(explorer.extract, Selection(name="", executions=(ref,), batches=way))
        yield partial(explorer.extract, Selection(name="", executions=(ref,), inputs=tuple(ends[:1])))
        yield partial(
            explorer.extract, Selection(name="", executions=(ref,), output_labels=(OutputLabel(ends[0], "x"),))
        )


def about_pairs(explorer: Explorer, world: World) -> Iterator[Ask]:
    for refs in (items(world), executions(world)):
        yield from (partial(explorer.compare, first, second) for first in refs for second in refs[:3])
    runs = [Ref("workflow_invocation", n, world.instance) for n in world.invocations]
    yield from (partial(explorer.compare, first, second) for first in runs for second in runs)


def about_payloads(explorer: Explorer, world: World) -> Iterator[Ask]:
    lists = {"job": "job_ids", "implicit_collection_jobs": "implicit_collection_jobs_ids"}
    lists |= {"hda": "hda_ids", "hdca": "hdca_ids"}
    for ref in [*items(world), *executions(world)]:
        named = (
            {lists[ref.src]: [ref]} if ref.src in lists else {"tool_request_ids": [replace(ref, src="tool_request")]}
        )
        yield partial(explorer.select_by_ids, ByIds(workflow_name="", **named))


def each(ask: Callable[..., Any], refs: Iterable[Any]) -> Iterator[Ask]:
    return (partial(ask, ref) for ref in refs)


QUESTIONS: Mapping[str, Callable[[Explorer, World], Iterable[Ask]]] = {
    "histories": lambda explorer, _: [explorer.histories, partial(explorer.histories, "historyw", limit=1, offset=1)],
    "history": lambda explorer, world: each(explorer.history, world.histories),
    "history_graph": about_graphs,
    "instances": lambda explorer, _: [explorer.instances],
    "sync": lambda explorer, _: [explorer.sync],
    "quarantined": lambda explorer, _: [explorer.quarantined],
    "producers": lambda explorer, world: each(explorer.producers, items(world)),
    "tool_execution": lambda explorer, world: each(explorer.tool_execution, executions(world)),
    "job_data": lambda explorer, world: each(explorer.job_data, executions(world)),
    "tool_executions": lambda explorer, world: [partial(explorer.tool_executions, executions(world))],
    "tool_for_execution": lambda explorer, world: each(
        partial(explorer.tool_for_execution, strategy="rebuild"), executions(world)
    ),
    "invocation": about_runs,
    "lineage": about_lineage,
    "paths": about_paths,
    "impact": lambda explorer, world: each(explorer.impact, items(world)),
    "all_impact": lambda explorer, world: each(explorer.all_impact, items(world)),
    "compare": about_pairs,
    "extract": about_extractions,
    "select_by_ids": about_payloads,
    "select": about_selections,
    "search": about_words,
    "view": about_views,
    "extent": lambda explorer, world: each(explorer.extent, [*items(world), *executions(world)]),
}
"""Method of `Explorer` → what it is asked."""


def test_every_question_is_asked() -> None:
    methods = {name for name, _ in getmembers(Explorer, isfunction) if not name.startswith("_")}
    assert methods == set(QUESTIONS)


def test_no_answer_gives_anything_away(graph: Graph) -> None:
    asked = Counter[str]()

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def nothing_is_given_away(data: st.DataObject) -> None:
        world = data.draw(worlds(next(_numbers)))
        graph.writer().apply(*rows(world))
        asked["worlds"] += 1
        for name, one in world.callers.items():
            model, explorer = Model(world, one), Explorer(graph, world.instance, one)
            for topic, questions in QUESTIONS.items():
                for number, ask in enumerate(questions(explorer, world)):
                    answer = answered(ask)
                    asked["refusals" if isinstance(answer, str) else "answers"] += 1
                    assert given_away(model, answer) == set(), (name, topic, number)

    nothing_is_given_away()
    print(dict(asked))  # noqa: T201 - for `pytest -rP`


def answered(ask: Ask) -> Any:
    """Return an answer, a stream of it in full, or what an error says."""
    try:
        answer = ask()
        return list(answer) if isinstance(answer, Iterator) else answer
    except ExplorerError as error:
        return str(error)


def given_away(model: Model, answer: Any) -> set[str]:
    """Return what an answer tells that the caller may not read: words of this world or another, real references."""
    text = repr(answer).replace("\\n", " ")
    words = {(kind, int(world), int(number)) for kind, world, number in _WORD.findall(text)}
    named = (
        set()
        if isinstance(answer, str)
        else {(_KINDS[ref.src], model.world.number, ref.id) for ref in named_in(answer)}
    )
    return {
        f"{kind}/{number} of {world}"
        for kind, world, number in words | named
        if world != model.world.number or not model.reads(f"{kind}/{number}")
    }


_KINDS = KINDS | dict.fromkeys(("job", "tool_request"), "te")
"""Jobs and requests have the number of their execution, and are read with it."""


def named_in(value: Any) -> Iterator[Ref]:
    """Yield the real references in an answer, those of payloads too."""
    if isinstance(value, Ref):
        yield from () if isinstance(value, Restricted) else (value,)
        return
    if isinstance(value, Mapping) and isinstance(value.get("id"), int):
        yield Ref(value["src"], value["id"])
    for inner in members(value):
        yield from named_in(inner)


def members(value: Any) -> Iterable[Any]:
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, list | tuple) else ()


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_may_be_read_is_told_and_the_rest_refused(graph: Graph, data: st.DataObject) -> None:
    """Else a server that says nothing at all would pass."""
    world = data.draw(worlds(next(_numbers)))
    graph.writer().apply(*rows(world))
    for one in world.callers.values():
        model, explorer = Model(world, one), Explorer(graph, world.instance, one)
        for ref, tell in told(explorer, world):
            compare(model, ref, tell)
        listed = {each.ref.id for each in explorer.histories()[0]}
        assert listed == {number for number in world.histories if model.reads(f"history/{number}")}
        assert explorer.histories("", limit=0)[1] == len(listed)


def told(explorer: Explorer, world: World) -> Iterator[tuple[Ref, Ask]]:
    """Yield what may be asked for by name, and the question for its name."""
    yield from ((ref, lambda ref=ref: explorer.producers(ref).item.name) for ref in items(world))
    yield from ((ref, lambda ref=ref: explorer.tool_execution(ref).tool.id) for ref in executions(world))
    yield from ((Ref("history", n), lambda n=n: explorer.history(n).name) for n in world.histories)


def compare(model: Model, ref: Ref, tell: Ask) -> None:
    """Hold what is told about a record, or refused, against the model."""
    short = f"{_KINDS[ref.src]}/{ref.id}"
    if model.reads(short):
        assert tell() == model.world.word(short)
    else:
        with pytest.raises(Forbidden, match="You may not read"):
            tell()


@pytest.mark.parametrize("who", ["admin", "anonymous", "alice"])
def test_what_is_not_there_is_not_found_whoever_asks(graph: Graph, who: str) -> None:
    explorer = Explorer(graph, "main", caller(who))
    for ask in each(explorer.producers, ["hda:99", "hdca:99"]):
        with pytest.raises(NotFound):
            ask()
    for ask in (partial(explorer.history, 99), partial(explorer.tool_execution, "job:99")):
        with pytest.raises(NotFound):
            ask()
