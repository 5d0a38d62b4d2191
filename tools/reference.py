"""Writes `docs/reference`: commands, routes, settings, schema and statements, as the code has them.

`make docs` runs it; a test fails when a page is not what it would write.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from api.reference import markdown
from cypher import reference
from cypher.catalog import ENGINES, Engine, statements

FOLDER: Final = Path(__file__).parent.parent / "docs" / "reference"
OVERRIDES: Final = Path(reference.__file__).parent / "statements"


def pages() -> dict[str, str]:
    """Return every page by file name."""
    return {
        "commands.md": markdown("cli"),
        "routes.md": markdown("routes"),
        "schema.md": reference.markdown(),
        "settings.md": markdown("settings"),
        "statements.md": "\n".join(_statements()),
    }


def _statements() -> Iterator[str]:
    yield from (
        "# Statements",
        "",
        "What the graph is asked, from `cypher/statements`: each is a file of that name.",
        "",
    )
    for name in sorted(set().union(*(statements(engine) for engine in ENGINES))):
        yield from _statement(name)


def _statement(name: str) -> Iterator[str]:
    yield from (f"## {name}", "")
    versions = {statements(engine)[name].about: _written_for(name, engine) for engine in ENGINES}
    for about, written_for in versions.items():
        yield from (*_paragraph(about), "", f"Written for {written_for}.", "")


def _written_for(name: str, engine: Engine) -> str:
    return f"`{engine}`" if (OVERRIDES / engine / f"{name}.cypher").exists() else "both engines"


def _paragraph(about: str) -> Iterator[str]:
    """Yield the lines of a comment; what it says of each `$parameter` and of the answer begins a line of its own."""
    for line in about.splitlines():
        begins = line.startswith(("$", "Returns"))
        if begins:
            yield ""
        yield line.replace(line.split(":")[0], f"`{line.split(':')[0]}`", 1) if line.startswith("$") else line


def write() -> None:
    """Write the pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        (FOLDER / name).write_text(page)


if __name__ == "__main__":
    write()
