"""What jobs read and wrote, from the job_to_* tables: six tables, one form.

`*.dataset_id` is an HDA id, `*.dataset_collection_id` an HDCA id (galaxy/records.md 2.8, 8.1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from loaders import values
from loaders.elements import find_elements
from loaders.inputs import flat_inputs
from loaders.payload import flat_names
from loaders.source import Source
from loaders.values import BadValue, Json, as_text

_new = tuple.__new__
"""Makes a named tuple in three fifths of the time."""


class Link(NamedTuple):
    """An item that a job read or wrote; `path` when it was named as a collection element.

    An element that names nothing in the graph stays a `dce`.
    """

    src: str
    id: int
    name: str
    path: tuple[str, ...] | None = None

    @property
    def is_lost(self) -> bool:
        """Tell whether this is an element of which nothing is known."""
        return self.src == "dce"


class Settings(NamedTuple):
    """What jobs were told, by job: the tool's state, and the `job_parameter` rows."""

    states: Mapping[int, object]
    parameters: Mapping[int, Mapping[str, str | None]]


OUTPUTS = (
    ("hda", "job_to_output_dataset", "dataset_id"),
    ("hdca", "job_to_output_dataset_collection", "dataset_collection_id"),
)
INPUTS = (
    ("hda", "job_to_input_dataset", "dataset_id"),
    ("hdca", "job_to_input_dataset_collection", "dataset_collection_id"),
    ("dce", "job_to_input_dataset_collection_element", "dataset_collection_element_id"),
)


def read_outputs(source: Source, jobs: Collection[int]) -> dict[int, list[Link]]:
    """Return what each job wrote."""
    return _read(source, OUTPUTS, jobs)


def read_inputs(source: Source, jobs: Collection[int], settings: Settings | None = None) -> dict[int, list[Link]]:
    """Return what each job read, under flat parameter names; an element is its dataset or collection, with its path.

    `settings` are those of these jobs, if they were read already; else they are where numbers in names ask for them.
    """
    recorded = _read(source, INPUTS, jobs)
    named = _elements(source, recorded)
    settings = settings or read_settings(source, [job for job, links in recorded.items() if _has_numbers(links)])
    inputs: dict[int, list[Link]] = defaultdict(list)
    for job, links in recorded.items():
        if not _has_numbers(links):
            inputs[job] = [named(link) if link.src == "dce" else link for link in links]
            continue
        declared = _Declared(settings.states.get(job), settings.parameters.get(job, {}))
        names = flat_inputs((link.name for link in links), declared)
        for link in links:
            inputs[job].append(named(link)._replace(name=names[link.name]))
    return inputs


def read_external(source: Source, jobs: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the library datasets that each job read."""
    external: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in source.lookup("job_to_input_library_dataset", ("ldda_id", "name"), "job_id", jobs):
        if row["ldda_id"] is not None:
            external[row["job_id"]].append({"input": as_text(row["name"]) or "", "src": "ldda", "id": row["ldda_id"]})
    return external


def read_settings(source: Source, jobs: Collection[int]) -> Settings:
    """Return what each job was told."""
    states = dict(source.pick("job", ("id", "tool_state"), "id", jobs))
    return Settings(states, read_parameters(source, jobs))


def read_parameters(source: Source, jobs: Iterable[int]) -> dict[int, dict[str, str | None]]:
    """Return the `job_parameter` rows of each job: values as stored."""
    found: dict[int, dict[str, str | None]] = defaultdict(dict)
    for job, name, value in source.pick("job_parameter", ("job_id", "name", "value"), "job_id", jobs):
        found[job][as_text(name) or ""] = as_text(value)
    return found


def _read(source: Source, tables: Iterable[tuple[str, str, str]], jobs: Collection[int]) -> dict[int, list[Link]]:
    links: dict[int, list[Link]] = defaultdict(list)
    for src, table, column in tables:
        for job, item, name in source.pick(table, ("job_id", column, "name"), "job_id", jobs):
            if item is not None:
                links[job].append(_new(Link, (src, item, as_text(name) or "", None)))
    return links


def _elements(source: Source, recorded: Mapping[int, list[Link]]) -> Callable[[Link], Link]:
    elements = find_elements(source, (link.id for links in recorded.values() for link in links if link.src == "dce"))

    def named(link: Link) -> Link:
        if link.src != "dce":
            return link
        element = elements.get(link.id)
        return Link(element.src, element.id, link.name, element.path) if element else link

    return named


def _has_numbers(links: Iterable[Link]) -> bool:
    return any(link.name[-1:].isdigit() for link in links)


class _Declared:
    """The flat names of all parameters of a job; what lies inside of their values is looked at only when it matters."""

    def __init__(self, state: object, parameters: Mapping[str, str | None]) -> None:
        self._state, self._parameters = state, parameters

    def __contains__(self, name: object) -> bool:
        return name in self._parameters or name in self._all

    @cached_property
    def _all(self) -> frozenset[str]:
        inside = {name: _decoded(value) for name, value in self._parameters.items()}
        return flat_names(_decoded(self._state)) | flat_names(inside)


def _decoded(value: object) -> Json:
    try:
        return values.as_json(value)
    except BadValue:
        return None
