"""Extraction against workflows that a running Galaxy 26.1.2 extracted, by ids and by numbers in the history.

Each history was extracted in three ways from the same selection, which the payload by ids names. The same steps, tools,
versions, parameters and connections have to come out; where they do not, `KNOWN` says what and why, and a difference
that is no more has to leave the table.
"""

from __future__ import annotations

import json
import tarfile
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from http import HTTPStatus
from typing import Any, Final, NamedTuple

import pytest

from api.extraction import SOURCES
from api.ids import IdCodec
from cypher import Graph
from explorer import Explorer, Ref
from explorer.access import ADMIN, read_caller
from explorer.extraction.by_ids import ByIds
from explorer.extraction.document import document
from tests.differential.workflow_form import inputs, steps, told
from tests.engines.sample_databases import SHARED, shared_file
from tests.oracle.client import ID_SECRET

WAYS: Final = ("workflows_extract_by_ids", "history_extract_workflow", "workflows_post")
INSTANCES: Final = {"demo": "demo", "galaxy-26.1.2": "main"}
CODEC: Final = IdCodec(ID_SECRET)
OWNER, OTHER = 2, 3
"""Users of both servers: who asked Galaxy, and another."""

NOT_SELECTED: Final = "What a step reads, and nothing selected is or makes, becomes an input; Galaxy leaves it open."
ORDER: Final = "Several items of one input are connected in the order of the request; Galaxy goes by their ids."
BY_NUMBER: Final = "By numbers Galaxy takes things of another history for those of this one, or finds none of them."


class Difference(NamedTuple):
    """Why two workflows differ, and which steps only one has even when the first two reasons are set aside.

    Steps that follow one that differs differ as well.
    """

    reasons: frozenset[str]
    galaxy: Sequence[str] = ()
    ours: Sequence[str] = ()


SAME: Final = Difference(frozenset())
_FOREIGN: Final = frozenset({NOT_SELECTED, BY_NUMBER})
FIGURES: Final = Difference(
    _FOREIGN,
    galaxy=[
        "filter_table()",
        "filter_table(table: filter_table)",
        "plot_heatmap()",
        "plot_heatmap(table: filter_table)",
        (
            "summarise_results(inputs: filter_table, sections_0|file: plot_heatmap, sections_1|file: plot_heatmap,"
            " sections_2|file: plot_heatmap)"
        ),
    ],
    ours=[
        "filter_table(table: differential_expression)",
        "filter_table(table: filter_table)",
        "plot_heatmap(table: differential_expression)",
        "plot_heatmap(table: filter_table)",
        (
            "summarise_results(inputs: filter_table, sections_0|file: plot_heatmap, sections_1|file: plot_heatmap,"
            " sections_2|file: plot_heatmap)"
        ),
    ],
)
PATHWAY: Final = Difference(
    _FOREIGN,
    galaxy=[
        "count_features(annotation: differential_expression)",
        "filter_table(table: count_features)",
        "merge_counts(inputs: filter_table)",
        (
            "summarise_results(inputs: filter_table and merge_counts, sections_0|file: input 0, sections_1|file:"
            " plot_heatmap)"
        ),
    ],
    ours=[
        "count_features()",
        "filter_table(table: count_features)",
        "merge_counts(inputs: filter_table)",
        (
            "summarise_results(inputs: filter_table and merge_counts, sections_0|file: input 0, sections_1|file:"
            " plot_heatmap)"
        ),
    ],
)
COPIES: Final = Difference(
    _FOREIGN,
    galaxy=["gp_two_outputs()", "gp_upper(input: gp_two_outputs)"],
    ours=["gp_two_outputs(input: gp_upper)", "gp_upper(input: input 0)"],
)
KNOWN: Final[Mapping[str, Difference]] = {
    "demo/figures__workflows_extract_by_ids": Difference(frozenset({NOT_SELECTED})),
    "demo/pathway__workflows_extract_by_ids": Difference(frozenset({NOT_SELECTED})),
    "demo/rnaseq__workflows_extract_by_ids_as_admin": Difference(frozenset({ORDER})),
    "demo/rnaseq__history_extract_workflow": Difference(frozenset({ORDER})),
    "demo/rnaseq__workflows_post": Difference(frozenset({ORDER})),
    **{f"demo/figures__{way}": FIGURES for way in WAYS[1:]},
    **{f"demo/pathway__{way}": PATHWAY for way in WAYS[1:]},
    **{f"demo/trials__{way}": Difference(frozenset({NOT_SELECTED})) for way in WAYS},
    "galaxy-26.1.2/copy-target__workflows_extract_by_ids": Difference(frozenset({NOT_SELECTED})),
    **{f"galaxy-26.1.2/copy-target__{way}": COPIES for way in WAYS[1:]},
}

REFUSED: Final = dict.fromkeys(
    ("demo/rnaseq", "galaxy-26.1.2/tags-and-sharing"),
    "Galaxy takes another user's copy of an output for an output of the map-over, and refuses its owner.",
)
"""What Galaxy does not extract by ids for who owns it."""


class Saved(NamedTuple):
    """What Galaxy was asked, what it answered, and the workflow that it made, if it did."""

    asked: dict[str, Any]
    status: int
    workflow: dict[str, Any] | None


@pytest.fixture(scope="module")
def saved() -> dict[str, Saved]:
    with tarfile.open(shared_file(SHARED / "data" / "responses.tar.xz")) as archive:
        files = {
            member.name.replace("/extractions/", "/"): json.load(content)
            for member in archive
            if "/extractions/" in member.name and (content := archive.extractfile(member))
        }
    return {
        name.removesuffix(".json"): Saved(
            file["request"]["payload"], file["status"], files.get(name.replace(".json", ".ga"))
        )
        for name, file in files.items()
        if name.endswith(".json")
    }


@pytest.fixture
def extracted(saved: dict[str, Saved], samples: Graph) -> dict[str, dict[str, Any]]:
    """What we make of each selection, by the name of its history."""
    return {name.split("__")[0]: ours(samples, name, one) for name, one in saved.items() if name.endswith(WAYS[0])}


def test_workflows_are_the_same(saved: dict[str, Saved], extracted: dict[str, dict[str, Any]]) -> None:
    for name, one in saved.items():
        if one.workflow:
            our, known = extracted[name.split("__")[0]], KNOWN.get(name, SAME)
            assert (name, *apart(one.workflow, our, known.reasons)) == (name, list(known.galaxy), list(known.ours))
            assert inputs(our)[: len(inputs(one.workflow))] == inputs(one.workflow), name


def test_every_reason_still_holds(saved: dict[str, Saved], extracted: dict[str, dict[str, Any]]) -> None:
    for name, known in KNOWN.items():
        galaxy, our = saved[name].workflow, extracted[name.split("__")[0]]
        assert galaxy
        for reason in known.reasons & {NOT_SELECTED, ORDER}:
            found = apart(galaxy, our, known.reasons - {reason})
            assert found != (list(known.galaxy), list(known.ours)), (name, reason)


def test_everything_was_compared(saved: dict[str, Saved]) -> None:
    assert Counter(name.split("__")[1] for name, one in saved.items() if one.workflow) == {
        "workflows_extract_by_ids": 24,
        "workflows_extract_by_ids_as_admin": 1,
        "history_extract_workflow": 26,
        "workflows_post": 26,
    }


def test_what_galaxy_refuses(saved: dict[str, Saved], samples: Graph) -> None:
    """Its answer depends on a copy that nothing in the workflow needs; ours on what the caller may read."""
    refused = {name.split("__")[0] for name, one in saved.items() if one.status != HTTPStatus.OK}
    assert refused == REFUSED.keys()
    for name in (f"{each}__{WAYS[0]}" for each in refused):
        assert steps(ours(samples, name, saved[name], OWNER))


def ours(graph: Graph, name: str, one: Saved, user: int | None = None) -> dict[str, Any]:
    """Return what we make of a payload by ids; as administrator when no user is named."""
    instance = INSTANCES[name.split("/", maxsplit=1)[0]]
    lists = {
        field: [Ref(src, CODEC.decode(src, text), instance) for text in one.asked.get(field, ())]
        for field, src in SOURCES.items()
    }
    explorer = Explorer(graph, instance, ADMIN if user is None else read_caller(graph, instance, user))
    payload = ByIds(workflow_name=one.asked["workflow_name"], **lists)
    return document(explorer.extract(explorer.select_by_ids(payload)).draft, "ga")


def apart(galaxy: dict[str, Any], our: dict[str, Any], reasons: AbstractSet[str]) -> tuple[list[str], list[str]]:
    """Return in short the steps that only one of two workflows has, some reasons set aside."""
    is_ordered = ORDER not in reasons
    left = steps(galaxy, is_ordered=is_ordered)
    right = steps(our, len(inputs(galaxy)) if NOT_SELECTED in reasons else None, is_ordered=is_ordered)
    return sorted(map(told, (left - right).elements())), sorted(map(told, (right - left).elements()))
