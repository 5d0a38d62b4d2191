"""A small Galaxy database, made row by row: the tables of the sample, without its rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from loaders.batch import Batch
from loaders.generations import recognise
from loaders.keys import Keys
from loaders.record import Record
from loaders.sample import unpack
from loaders.source import Source, open_source
from loaders.streams import Context, Stream, streams_of

TIME = "2026-11-20 12:00:00.000000"


class Galaxy:
    """A database of Galaxy 26.1; each method adds a row and returns its id."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def add(self, table: str, **columns: Any) -> int:
        """Insert a row; columns that must not be NULL get something harmless."""
        with closing(sqlite3.connect(self.path)) as connection:
            for _, name, kind, required, default, is_key in connection.execute(f"PRAGMA table_info('{table}')"):
                if required and default is None and not is_key and name not in columns:
                    columns[name] = _harmless(kind)
            names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
            statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
            row = connection.execute(statement, list(columns.values())).lastrowid
            connection.commit()
        assert row is not None
        return row

    def run(self, statement: str, *values: Any) -> None:
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute(statement, values)
            connection.commit()

    def hda(self, **columns: Any) -> int:
        return self.add("history_dataset_association", **{"history_id": 1, "create_time": TIME} | columns)

    def hdca(self, collection_id: int, **columns: Any) -> int:
        return self.add(
            "history_dataset_collection_association", collection_id=collection_id, **{"history_id": 1} | columns
        )

    def collection(self, kind: str = "list", /, **elements: int | tuple[str, int]) -> int:
        """Add a dataset collection of HDAs, or of `("child", id)`, by identifier."""
        made = self.add("dataset_collection", collection_type=kind, populated_state="ok")
        for index, (identifier, element) in enumerate(elements.items()):
            inside = {"child_collection_id": element[1]} if isinstance(element, tuple) else {"hda_id": element}
            self.element(made, element_index=index, element_identifier=identifier, **inside)
        return made

    def element(self, collection: int, **columns: Any) -> int:
        return self.add("dataset_collection_element", dataset_collection_id=collection, **columns)

    def request(self, payload: Any, **columns: Any) -> int:
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        columns = {"tool_source_id": None, "state": "submitted"} | columns
        source = columns.pop("tool_source_id") or self.tool_source("<tool id='cat' version='1'/>")
        return self.add("tool_request", request=body, tool_source_id=source, **columns)

    def tool_source(self, text: str, source_class: str = "XmlToolSource") -> int:
        return self.add("tool_source", hash="TODO", source=json.dumps(text).encode(), source_class=source_class)

    def job(self, **columns: Any) -> int:
        return self.add("job", **{"tool_id": "cat", "tool_version": "1", "state": "ok", "create_time": TIME} | columns)

    def mapped(self, *jobs: int) -> int:
        """Add an ICJ with these jobs."""
        icj = self.add("implicit_collection_jobs", populated_state="ok")
        for index, job in enumerate(jobs):
            self.add(
                "implicit_collection_jobs_job_association",
                implicit_collection_jobs_id=icj,
                job_id=job,
                order_index=index,
            )
        return icj

    def reads(self, job: int, name: str, hda: int | None) -> None:
        self.add("job_to_input_dataset", job_id=job, dataset_id=hda, name=name)

    def writes(self, job: int, name: str, hda: int) -> None:
        self.add("job_to_output_dataset", job_id=job, dataset_id=hda, name=name)

    def writes_collection(self, job: int, name: str, hdca: int) -> None:
        self.add("job_to_output_dataset_collection", job_id=job, dataset_collection_id=hdca, name=name)

    def ties(self, request: int, hdca: int, output: str) -> None:
        self.add(
            "tool_request_implicit_collection_association",
            tool_request_id=request,
            dataset_collection_id=hdca,
            output_name=output,
        )

    def was_mapped_over(self, output: int, input_: int, name: str) -> None:
        self.add(
            "implicitly_created_dataset_collection_inputs",
            dataset_collection_id=output,
            input_dataset_collection_id=input_,
            name=name,
        )

    @contextmanager
    def open(self) -> Iterator[Source]:
        with open_source(self.url) as source:
            yield source

    def streams(self) -> tuple[type[Stream], ...]:
        with self.open() as source:
            return streams_of(recognise(source))

    def load(self, kind: type[Stream]) -> Loaded:
        """Run one stream over all rows of its table."""
        with self.open() as source:
            stream = kind(Context(source, Keys("main"), recognise(source)))
            records = [Record(row) for row in source.page(stream.table, stream.columns, -1, 10_000)]
            return Loaded(stream.load(records), {record.id: record.problems for record in records})


def make_empty(folder: Path) -> Path:
    """Make a database with the tables of the sample and no rows."""
    path = folder / "empty.sqlite"
    with closing(sqlite3.connect(unpack(folder / "sample"))) as sample, closing(sqlite3.connect(path)) as made:
        for (ddl,) in sample.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL"):
            made.execute(ddl)
        made.commit()
    return path


class Loaded:
    """What a stream wants, in a form that is easy to compare."""

    def __init__(self, batch: Batch, problems: dict[int, list[str]]) -> None:
        self.batch, self.problems = batch, problems

    def node(self, label: str, key: str) -> dict[str, Any]:
        """Properties of a node; those that are absent, and the words made of them, left out."""
        found = next(row for name, row in self.batch.nodes.items() if name == (label, f"main/{key}"))
        return {name: value for name, value in found.properties.items() if value is not None and name != "words"}

    def keys(self, label: str) -> set[str]:
        return {name.key.removeprefix("main/") for name in self.batch.nodes if name.label == label}

    def edges(self, edge_type: str) -> set[tuple[Any, ...]]:
        """(source, target, values of the properties…) of each edge, absent ones left out."""
        return {
            (
                edge.source.removeprefix("main/"),
                edge.target.removeprefix("main/"),
                *(value for value in edge.properties.values() if value is not None),
            )
            for edge in self.batch.edges
            if edge.type == edge_type
        }


def _harmless(kind: str) -> object:
    if kind.startswith(("INT", "BOOL", "NUM")):
        return 1
    return TIME if kind.startswith("DATE") else b"{}" if kind == "BLOB" else ""
