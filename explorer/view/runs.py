"""Runs of workflows in a view: whose steps are shown, and which are folded to one card."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from explorer.access import Access
from explorer.graph.drafts import Draft, is_item
from explorer.graph.model import Execution, Node
from explorer.graph.states import order_states
from explorer.refs import Ref
from explorer.view.model import Run

Members = Mapping[str, set[str]]


def read_runs(access: Access, executions: Iterable[str]) -> tuple[Members, Mapping[str, str | None]]:
    """Return the executions of each run of a workflow that the caller may read, and the names of the workflows."""
    wanted = sorted(executions)
    if not wanted:
        return {}, {}
    answer = access.graph.read("view/invocations", executions=wanted)
    steps = [step for row in answer for step in row["steps"]]
    readable = access.readable(invocation for _, invocation, _ in steps)
    members: dict[str, set[str]] = defaultdict(set)
    for execution, invocation, _ in steps:
        if invocation in readable:
            members[invocation].add(execution)
    return members, {invocation: name for _, invocation, name in steps}


def fold(
    nodes: dict[str, Node],
    drafts: list[Draft],
    members: Members,
    names: Mapping[str, str | None],
    keep: AbstractSet[str],
) -> tuple[dict[str, Node], list[Draft]]:
    """Put one card in the place of the steps of each run; what only they read and made goes with them.

    `keep` are keys that stay whatever becomes of their steps: the seed, what was opened.
    """
    of = {execution: run for run, steps in members.items() for execution in steps if execution in nodes}
    inner = _inner(drafts, of) - keep
    kept = {key: node for key, node in nodes.items() if key not in of and key not in inner}
    for run in sorted(set(of.values())):
        kept[run] = card(
            run, names.get(run) or "Workflow", (nodes[key] for key in sorted(members[run]) if key in nodes)
        )
    return kept, _turned(drafts, of, inner)


def runs_of(
    members: Members, names: Mapping[str, str | None], shown: AbstractSet[str], folded: AbstractSet[str]
) -> list[Run]:
    """Return the runs of which steps are shown, and those that are folded."""
    found = []
    for run in sorted(members, key=lambda key: Ref.of_key(key).id):
        steps = sorted(members[run] & shown, key=lambda key: Ref.of_key(key).id)
        if steps or run in folded & shown:
            found.append(Run(Ref.of_key(run), names.get(run), tuple(map(Ref.of_key, steps)), run in folded))
    return found


def _inner(drafts: Iterable[Draft], of: Mapping[str, str]) -> set[str]:
    """Return the items that steps of one run made and nothing but its steps reads."""
    makers: dict[str, set[str | None]] = defaultdict(set)
    readers: dict[str, set[str | None]] = defaultdict(set)
    for draft in drafts:
        if is_item(draft.target):
            makers[draft.target].add(of.get(draft.source))
        if is_item(draft.source):
            readers[draft.source].add(of.get(draft.target))
    return {item for item, run in makers.items() if len(run) == 1 and None not in run and readers.get(item) == run}


def _turned(drafts: Iterable[Draft], of: Mapping[str, str], inner: AbstractSet[str]) -> list[Draft]:
    turned = (
        draft._replace(source=of.get(draft.source, draft.source), target=of.get(draft.target, draft.target))
        for draft in drafts
        if draft.source not in inner and draft.target not in inner
    )
    return [draft for draft in dict.fromkeys(turned) if draft.source != draft.target]


def card(key: str, name: str, steps: Iterable[Node]) -> Execution:
    """Return the card that stands for executions: with all their states, from the first of them to the last."""
    executions = [step for step in steps if isinstance(step, Execution)]
    states: Counter[str] = Counter()
    for step in executions:
        states.update(step.states)
    times = [step.create_time for step in executions if step.create_time]
    ends = [step.end_time for step in executions if step.end_time]
    return Execution(
        ref=Ref.of_key(key),
        tool_name=name,
        states=order_states(states),
        count=len(executions),
        mapped=True,
        create_time=min(times, default=None),
        end_time=max(ends, default=None),
    )
