"""Random worlds: users with roles, histories that are shared or not, items, executions and runs of workflows in them.

Every name, tag, annotation, parameter, message and tool in a world is one word that says whose it is, such as
`hdaw7n3q`: dataset 3 of world 7. So whether an answer gives something away is a search for words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from cypher import EdgeRow, NodeRow
from cypher.words import words_of
from explorer import Caller

ROLES = (1, 2)
USERS = (1, 2, 3)
LABELS = {"hda": "Dataset", "hdca": "Collection"}


@dataclass(frozen=True)
class History:
    owner: int | None
    shared: frozenset[int]
    open: str | None


@dataclass(frozen=True)
class Item:
    history: int
    roles: frozenset[int]
    copy_of: str | None
    held_by: str | None
    visible: bool


@dataclass(frozen=True)
class Execution:
    kind: str
    ran_in: int
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    invocation: int | None


@dataclass(frozen=True)
class World:
    """Histories by number, items by short key (`hda/3`), executions by number, the histories of invocations."""

    number: int
    roles: dict[int, frozenset[int]]
    histories: dict[int, History]
    items: dict[str, Item]
    executions: dict[int, Execution]
    invocations: dict[int, int]

    @property
    def instance(self) -> str:
        """Each world is a Galaxy of its own, so that worlds can share a graph."""
        return f"w{self.number}"

    @property
    def callers(self) -> dict[str, Caller]:
        users = {f"user {u}": Caller(u, roles=self.roles[u], instance=self.instance) for u in USERS}
        strangers = {"anonymous": Caller(), "user 1 of another": Caller(1, roles=frozenset(ROLES), instance="other")}
        return users | strangers | {"admin": Caller(is_admin=True)}

    def word(self, short: str) -> str:
        kind, number = short.split("/")
        return f"{kind}w{self.number}n{number}q"

    def key(self, short: str) -> str:
        return f"{self.instance}/{short}"


histories = st.builds(
    History,
    st.none() | st.sampled_from(USERS),
    st.frozensets(st.sampled_from(USERS), max_size=2),
    st.none() | st.none() | st.sampled_from(["published", "importable"]),
)


@st.composite
def worlds(draw: st.DrawFn, number: int) -> World:
    """Draw a world of up to 4 histories, 9 items, 4 executions and 2 runs of workflows."""
    found = dict(enumerate(draw(st.lists(histories, min_size=2, max_size=4)), 1))
    place = st.sampled_from(sorted(found))
    names = [f"hda/{n}" for n in range(1, draw(st.integers(2, 6)) + 1)]
    collections = [f"hdca/{n}" for n in range(1, draw(st.integers(0, 3)) + 1)]
    items = {name: draw(_item(place, names[:at], collections)) for at, name in enumerate(names)}
    items |= {name: draw(_item(place, collections[:at], [])) for at, name in enumerate(collections)}
    invocations = dict(enumerate(draw(st.lists(place, max_size=2)), 1))
    some = st.lists(st.sampled_from(sorted(items)), max_size=3, unique=True).map(tuple)
    run = st.none() | st.sampled_from(sorted(invocations)) if invocations else st.none()
    execution = st.builds(Execution, st.sampled_from(["te", "job"]), place, some, some, run)
    executions = dict(enumerate(draw(st.lists(execution, min_size=1, max_size=4)), 1))
    roles = {user: draw(st.frozensets(st.sampled_from(ROLES))) for user in USERS}
    return World(number, roles, found, items, executions, invocations)


def _item(place: st.SearchStrategy[int], before: list[str], collections: list[str]) -> st.SearchStrategy[Item]:
    return st.builds(
        Item,
        place,
        st.frozensets(st.sampled_from(ROLES)),
        st.none() | st.sampled_from(before) if before else st.none(),
        st.none() | st.sampled_from(collections) if collections else st.none(),
        st.booleans(),
    )


def rows(world: World) -> tuple[list[NodeRow], list[EdgeRow]]:
    """Return a world as rows of the graph."""
    parts = [*_people(world), *_things(world), *_runs(world)]
    for number, execution in world.executions.items():
        parts += _execution(world, number, execution)
    nodes = {(part.label, part.key): part for part in parts if isinstance(part, NodeRow)}
    return list(map(_searchable, nodes.values())), [part for part in parts if isinstance(part, EdgeRow)]


def _searchable(node: NodeRow) -> NodeRow:
    found = words_of(node.label, node.key, node.properties)
    return node if found is None else node._replace(properties={**node.properties, "words": found})


Part = NodeRow | EdgeRow


def _people(world: World) -> Iterator[Part]:
    for user in USERS:
        key = world.key(f"user/{user}")
        yield NodeRow("User", key, {"username": f"user-{user}", "roles": sorted(world.roles[user])})
    for number, history in world.histories.items():
        key, word = world.key(f"history/{number}"), world.word(f"history/{number}")
        flags = {history.open: True} if history.open else {}
        yield NodeRow("History", key, {"name": word, "annotation": word, "tags": [word]} | flags)
        if history.owner:
            yield EdgeRow("OWNS", "User", world.key(f"user/{history.owner}"), "History", key)
        for user in history.shared - {history.owner}:
            yield EdgeRow("MAY_READ", "User", world.key(f"user/{user}"), "History", key)


def _things(world: World) -> Iterator[Part]:
    for short, item in world.items.items():
        kind, number = short.split("/")
        label, key, word = LABELS[kind], world.key(short), world.word(short)
        common = {"name": word, "annotation": word, "tags": [word], "hid": int(number), "deleted": False}
        own = (
            {"state": "ok", "extension": word, "dataset_id": int(number), "access_roles": sorted(item.roles) or None}
            if kind == "hda"
            else {"state": "ok", "collection_type": "list", "collection_id": int(number)}
        )
        yield NodeRow(label, key, common | own | {"visible": item.visible, **_element(item)})
        yield EdgeRow("IN_HISTORY", label, key, "History", world.key(f"history/{item.history}"))
        if item.copy_of:
            yield EdgeRow("COPIED_TO", label, world.key(item.copy_of), label, key)
        if item.held_by:
            identifier = world.word(item.held_by)
            place = {"path": [identifier], "identifier": identifier, "index": 0}
            yield EdgeRow("ELEMENT_OF", label, key, "Collection", world.key(item.held_by), place)


def _element(item: Item) -> dict[str, bool]:
    return {"is_element": True} if item.held_by else {}


def _runs(world: World) -> Iterator[Part]:
    for number, history in world.invocations.items():
        run, word = world.key(f"wi/{number}"), world.word(f"wi/{number}")
        yield NodeRow("WorkflowInvocation", run, {"state": "ok", "history_id": history})
        yield NodeRow("Workflow", world.key(f"wf/{number}"), {"name": word})
        yield EdgeRow("OF_WORKFLOW", "WorkflowInvocation", run, "Workflow", world.key(f"wf/{number}"))


def _execution(world: World, number: int, execution: Execution) -> Iterator[Part]:
    """Yield an execution with one job; its tool, parameters, messages and source are all one word."""
    key, job = world.key(f"{execution.kind}/{number}"), world.key(f"job/{number}")
    word, is_captured = world.word(f"te/{number}"), execution.kind == "te"
    named = {f"in{at}": _reference(short) for at, short in enumerate(execution.inputs)}
    captured = {"payload": json.dumps(named | {"secret": word})} if is_captured else {}
    stored = {name: json.dumps({"values": [value]}) for name, value in named.items()} | {"secret": json.dumps(word)}
    state = "validated" if is_captured else "missing"
    yield NodeRow("ToolExecution", key, {"tool_id": word, "tool_version": word, "state": state} | captured)
    yield NodeRow(
        "Job",
        job,
        {"tool_id": word, "state": "error", "info": word, "stderr": word, "history_id": execution.ran_in}
        | {"user_id": 1, "parameters": json.dumps(stored), "tool_request_id": number if is_captured else None},
    )
    yield EdgeRow("RAN_FOR", "Job", job, "ToolExecution", key, {"via": "own"})
    yield from _source(world, number, key, word)
    if is_captured:
        request = world.key(f"tr/{number}")
        yield NodeRow("ToolRequest", request, {"state": "failed", "state_message": json.dumps({"err_msg": word})})
        yield EdgeRow("REQUESTED", "ToolRequest", request, "ToolExecution", key)
    via = "payload" if is_captured else "job"
    for at, short in enumerate(execution.inputs):
        label, item = LABELS[short.split("/")[0]], world.key(short)
        yield EdgeRow("CONSUMED_BY", label, item, "ToolExecution", key, {"input": f"in{at}", "via": via})
        yield EdgeRow("READ_BY", label, item, "Job", job, {"input": f"in{at}"})
    for short in execution.outputs:
        label, item = LABELS[short.split("/")[0]], world.key(short)
        yield EdgeRow("PRODUCED", "ToolExecution", key, label, item, {"output": word})
        yield EdgeRow("WROTE", "Job", job, label, item, {"output": word})
    if execution.invocation:
        yield from _scheduled(world, number, key, execution.invocation)


def _reference(short: str) -> dict[str, object]:
    src, number = short.split("/")
    return {"src": src, "id": int(number)}


def _source(world: World, number: int, execution: str, word: str) -> Iterator[Part]:
    key = world.key(f"ts/{number}")
    source = f'<tool id="{word}" name="{word}"><description>{word}</description><inputs/></tool>'
    yield NodeRow("ToolSource", key, {"source": source, "source_class": "XmlToolSource", "tool_id": word})
    yield EdgeRow("OF_TOOL", "ToolExecution", execution, "ToolSource", key)


def _scheduled(world: World, number: int, execution: str, invocation: int) -> Iterator[Part]:
    """Yield the step that scheduled an execution; its tool is that of the execution, its label the workflow's."""
    step, word = world.key(f"wis/{number}"), world.word(f"te/{number}")
    label = world.word(f"wi/{invocation}")
    yield NodeRow("WorkflowInvocationStep", step, {"order_index": number, "label": label, "tool_id": word})
    yield EdgeRow("SCHEDULED", "WorkflowInvocationStep", step, "ToolExecution", execution)
    yield EdgeRow("STEP_OF", "WorkflowInvocationStep", step, "WorkflowInvocation", world.key(f"wi/{invocation}"))
