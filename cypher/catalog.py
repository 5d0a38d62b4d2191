"""The statement files: `statements/common/<topic>/<name>.cypher`, replaced by an engine's file of the same name."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

from cypher.errors import UnknownStatement
from cypher.statement import Statement

Engine = Literal["neo4j", "local"]
ENGINES: tuple[Engine, ...] = ("neo4j", "local")


@cache
def statements(engine: Engine) -> dict[str, Statement]:
    """Return all statements for an engine by name: the common ones and, in their place, its overrides."""
    root = resources.files("cypher").joinpath("statements")
    return _folder(root.joinpath("common")) | _folder(root.joinpath(engine))


def statement(name: str, engine: Engine) -> Statement:
    """Return one statement; raise `UnknownStatement` when there is no such file."""
    try:
        return statements(engine)[name]
    except KeyError:
        raise UnknownStatement(f"There is no statement {name!r} in cypher/statements.") from None


def _folder(folder: Traversable) -> dict[str, Statement]:
    if not folder.is_dir():
        return {}
    files = ((topic, file) for topic in folder.iterdir() if topic.is_dir() for file in topic.iterdir())
    found = (
        Statement(f"{topic.name}/{file.name.removesuffix('.cypher')}", file.read_text("utf-8"))
        for topic, file in files
        if file.name.endswith(".cypher")
    )
    return {s.name: s for s in found}
