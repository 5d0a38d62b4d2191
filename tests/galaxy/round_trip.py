"""There and back: extract a workflow, import it into Galaxy, run it on the same inputs, compare what it makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.ids import IdCodec
from explorer import Explorer
from explorer.extraction.document import document
from explorer.extraction.model import Draft, Extracted, Format, InputStep, Output, Selection
from explorer.refs import Ref
from tests.galaxy.contents import contents_of, differences
from tests.galaxy.history import Item, wait_for
from tests.galaxy.scenarios import Made, Scenario
from tests.oracle.client import ID_SECRET

CODEC = IdCodec(ID_SECRET)


def extract(explorer: Explorer, scenario: Scenario, made: Made) -> Extracted:
    """Extract all that led to the results of a case."""
    results = tuple(_ref(item) for item in made.results)
    return explorer.extract(Selection(name=scenario.name, results=results, batches=scenario.batches))


Names = Mapping[str, tuple[str, ...]]


def there_and_back(made: Made, draft: Draft, form: Format, names: Names) -> list[str]:
    """Return where the outputs of the workflow differ from the results that it was extracted from.

    `names`: what the elements of new lists are called, by the label of the input.
    """
    client = made.client
    workflow = client.post("/api/workflows", {"workflow": document(draft, form)})["id"]
    history = client.history(f"{draft.name} ({form})")
    invocation = run(client, workflow, history, inputs_of(client, draft, history, names))
    return compare(client, draft, made, invocation)


def run(client: Any, workflow: str, history: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Run a workflow and wait until all its jobs have ended; return the invocation."""
    asked = {"history_id": history, "inputs": inputs, "inputs_by": "name"}
    made = client.post(f"/api/workflows/{workflow}/invocations", asked)
    wait_for(client, made["id"])
    client.wait_history(history, timeout=600)
    invocation: dict[str, Any] = client.get(f"/api/invocations/{made['id']}")
    if invocation["state"] in {"failed", "cancelled"}:
        raise RuntimeError(f"The invocation {invocation['state']}: {invocation['messages']}")
    return invocation


def inputs_of(client: Any, draft: Draft, history: str, names: Names) -> dict[str, Any]:
    """What each input of the workflow stands for, by its label; a parameter keeps its default."""
    steps = [step for step in draft.steps if isinstance(step, InputStep) and step.type != "parameter_input"]
    return {step.label: _input(client, step, history, names.get(step.label)) for step in steps}


def _input(client: Any, step: InputStep, history: str, names: tuple[str, ...] | None) -> dict[str, Any]:
    if step.url is not None:
        return {"src": "url", "url": step.url, "ext": next(iter(step.formats), "auto")}
    if step.elements:
        named = zip(names or step.elements, step.elements.values(), strict=True)
        elements = [{"name": name, **_item(ref)} for name, ref in named]
        return {"src": "hdca", "id": client.collection(history, step.label, step.collection_type or "list", elements)}
    assert step.item, f"nobody knows what to give for {step.label}"
    return _item(step.item)


def compare(client: Any, draft: Draft, made: Made, invocation: Mapping[str, Any]) -> list[str]:
    """Compare every result with the workflow output that has its label."""
    found: dict[str, Item] = {**invocation["outputs"], **invocation["output_collections"]}
    labelled = {output.label: output for output in _outputs(draft) if output.label}
    wrong = [f"the output {label} was not made" for label in labelled.keys() - found.keys()]
    for label in labelled.keys() & found.keys():
        before = [contents_of(client, _item(ref)) for ref in labelled[label].items]
        wrong += differences(before, contents_of(client, found[label]), label)
    covered = {ref for output in labelled.values() for ref in output.items}
    missing = [item for item in made.results if _ref(item) not in covered]
    return sorted([*wrong, *(f"the result {_ref(item)} is no output of the workflow" for item in missing)])


def _outputs(draft: Draft) -> Iterator[Output]:
    for step in draft.steps:
        yield from getattr(step, "outputs", ())


def _ref(item: Item) -> Ref:
    return Ref(item["src"], CODEC.decode(item["src"], item["id"]))


def _item(ref: Ref) -> Item:
    return {"src": ref.src, "id": CODEC.encode(ref.src, ref.id)}
