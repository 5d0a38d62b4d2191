"""What is taken there and back: a history that was made, and results of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explorer.extraction.model import Batches
from tests.galaxy.history import History, Item
from tests.galaxy.kit import KIT, Galaxy
from tests.galaxy.own_histories import MAKERS, Maker
from tests.galaxy.people import clients, let_write_tools

DEMO_RESULTS: Mapping[str, tuple[str, ...]] = {
    "reference": ("yeast genome", "panel genome"),
    "rnaseq": (
        "trimmed reads",
        "sorted alignments",
        "gene counts",
        "count matrix",
        "normalised counts",
        "differential expression table",
        "headline result",
        "heatmap",
        "summary report",
    ),
    "variants": (
        "trimmed reads",
        "variants, first run",
        "variants, second run",
        "result, first run",
        "headline result",
        "comparison report",
    ),
    "plate": ("count matrix", "headline result"),
    "pathway": ("strongly induced genes", "chaperone heatmap", "headline result"),
    "figures": ("headline result", "figure sheet"),
    "chip": ("headline result", "heatmap"),
    "panel": ("annotated variants, child", "annotated variants, mother", "headline result"),
    "assembly": ("contigs", "contigs without failed", "checked sheet", "headline result"),
    "metagenome": ("passed samples (empty)", "alignments (empty)", "sorted (empty)", "headline result"),
    "recombination": (
        "parts of cross A",
        "variants by chromosome",
        "both crosses by chromosome",
        "counts of each cross",
        "headline result",
    ),
    "trials": ("hidden output", "deleted output", "cached output", "hidden collection", "headline result"),
}
"""Demo history → the results that are extracted, by the names that the kit gives them."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A case. `demo`: the demo history it is about; otherwise `maker` makes a history for it.

    `elements`: names for the elements of a new list, by the label of its input. Tools that write the names of what they
    read find these there, where in the run they found the names of datasets.
    """

    name: str
    demo: str | None = None
    maker: Maker | None = None
    batches: Batches = "steps"
    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Made:
    """The history of a case: its owner's client and the results in it."""

    client: Any
    history: str
    results: tuple[Item, ...]


SCENARIOS: tuple[Scenario, ...] = (
    *(Scenario(key, demo=key) for key in DEMO_RESULTS),
    Scenario(
        "plate, one step for all wells",
        demo="plate",
        batches="mapped",
        elements={"reads": tuple(f"Counts well {well}" for well in ("A1", "A2", "B1", "B2", "C1", "C2"))},
    ),
    *(Scenario(name, maker=maker) for name, maker in MAKERS.items()),
    Scenario("a batch over files, one step", maker=MAKERS["a batch over files"], batches="mapped"),
)


def make_histories(galaxy: Galaxy, chosen: Collection[Scenario]) -> Callable[[Scenario], Made]:
    """Make what is not there yet; return what gives the history of a case, or raises what went wrong making it."""
    demo = _demo(galaxy, {one.demo for one in chosen if one.demo})
    people = clients(galaxy)
    let_write_tools(people["admin"], people["amara"])
    own = _Own(galaxy, people["amara"])

    def made(scenario: Scenario) -> Made:
        if scenario.demo:
            return _of_demo(demo, scenario.demo, people)
        assert scenario.maker
        return own.made(scenario.maker)

    for scenario in SCENARIOS:
        if scenario.maker and scenario in chosen:
            own.make(scenario.maker)
    return made


def _demo(galaxy: Galaxy, chosen: Collection[str]) -> dict[str, Any]:
    """Make the demo histories; once more those that came to nothing, for a busy machine may answer too late.

    A history may use data of those before it, so all before a chosen one are made; the first makes the users as well.
    """
    wanted = list(DEMO_RESULTS)
    wanted = wanted[: 1 + max((wanted.index(key) for key in chosen), default=0)]
    python = str(galaxy.folder / "run" / "venv" / "bin" / "python")
    for _ in range(2):
        if missing := _missing(galaxy, wanted):
            galaxy.script(python, str(KIT / "build_demo.py"), *missing, log="demo.log", cwd=galaxy.folder / "demo")
    return _demo_state(galaxy)


def _missing(galaxy: Galaxy, wanted: Iterable[str]) -> list[str]:
    state = _demo_state(galaxy)
    return [key for key in wanted if key not in state["H"] or key in state["errors"]]


def _demo_state(galaxy: Galaxy) -> dict[str, Any]:
    file = galaxy.folder / "demo" / "state.json"
    state: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {"H": {}, "N": {}, "errors": {}}
    return state


def _of_demo(state: dict[str, Any], key: str, people: Mapping[str, Any]) -> Made:
    if error := state["errors"].get(key):
        raise RuntimeError(f"The kit could not make this history: {error}")
    history, named = state["H"][key], state["N"][key]
    results = tuple({"src": named[one]["src"], "id": named[one]["id"]} for one in DEMO_RESULTS[key])
    return Made(people[history["owner"]], history["id"], results)


class _Own:
    """Our histories; what was made is kept beside the server's state, with what could not be made."""

    def __init__(self, galaxy: Galaxy, client: Any) -> None:
        self._client = client
        self._file: Path = galaxy.folder / "own.json"
        self._made: dict[str, Any] = json.loads(self._file.read_text()) if self._file.exists() else {}

    def make(self, maker: Maker) -> None:
        if maker.__name__ not in self._made:
            self._made[maker.__name__] = self._try(maker)
            self._file.write_text(json.dumps(self._made, indent=1))

    def made(self, maker: Maker) -> Made:
        kept = self._made[maker.__name__]
        if "error" in kept:
            raise RuntimeError(f"Galaxy could not make this history: {kept['error']}")
        return Made(self._client, kept["history"], tuple(kept["results"]))

    def _try(self, maker: Maker) -> dict[str, Any]:
        history = History(self._client, maker.__name__.replace("_", " "))
        try:
            return {"history": history.id, "results": maker(history)}
        except Exception as error:  # noqa: BLE001 - one history that cannot be made does not end the others
            return {"history": history.id, "error": f"{type(error).__name__}: {error}"}
