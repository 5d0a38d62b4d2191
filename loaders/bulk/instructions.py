"""How the files are imported: the arguments of `neo4j-admin`, a script that runs it, and a text for people."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from loaders.bulk.files import Table, header

ARGUMENTS: Final = "import.args"
SCRIPT: Final = "import.sh"
README: Final = "README.txt"

LEAST_BUFFER: Final = 4 * 2**20
"""Bytes: what the importer takes by default; one field must fit into it."""

OPTIONS: Final = (
    "--multiline-fields=true",  # tool sources and messages have line ends
    "--array-delimiter=U+0000",
)

_SCRIPT = """\
#!/bin/sh
# Loads these files into an empty database of a Neo4j that does not run. Arguments go to neo4j-admin, for example
#   sh {script} --overwrite-destination
# Environment: NEO4J_ADMIN, the command (default: neo4j-admin); NEO4J_DATABASE, the database (default: neo4j).
set -eu
cd "$(dirname "$0")"
exec ${{NEO4J_ADMIN:-neo4j-admin}} database import full "${{NEO4J_DATABASE:-neo4j}}" "$@" @{arguments}
"""

_README = """\
A Galaxy server's records as a graph, for Neo4j 5's own importer.

1. Stop Neo4j. The importer fills an empty database of a server that does not run.
2. Run, as the user that Neo4j runs as:

     {command}

   or sh {script}, which does the same.
3. Start Neo4j, then go on as ever; the first sync makes the constraints and reads what is newer than these files:

     galaxy-lineage --graph neo4j://HOST:7687 sync --galaxy URL --instance {instance}

These files can be removed then.
"""


def command(folder: Path) -> str:
    """Return the line that imports the files in a folder into the database `neo4j`."""
    return f"cd {shlex.quote(str(folder.resolve()))} && neo4j-admin database import full neo4j @{ARGUMENTS}"


def write_instructions(folder: Path, place: Path, instance: str, longest: int) -> None:
    """Write arguments, script and text for the files in `folder`, which will be in `place`."""
    options = [*OPTIONS, f"--read-buffer-size={_buffer(longest)}", *_files(folder)]
    (folder / ARGUMENTS).write_text("".join(f"{option}\n" for option in options))
    (folder / SCRIPT).write_text(_SCRIPT.format(script=SCRIPT, arguments=ARGUMENTS))
    (folder / SCRIPT).chmod(0o755)
    (folder / README).write_text(_README.format(command=command(place), script=SCRIPT, instance=instance))


def _files(folder: Path) -> Iterator[str]:
    """Write the header of each table that has rows; yield its option: label or type, header, data."""
    for inner in ("nodes", "relationships"):
        parts: dict[str, list[str]] = {}
        for path in sorted((folder / inner).glob("*.csv")):
            parts.setdefault(path.name.partition(".")[0], []).append(f"{inner}/{path.name}")
        for stem, files in sorted(parts.items()):
            table = Table(*stem.split("-"))
            head = f"{inner}/{stem}.header.csv"
            (folder / head).write_text(header(table))
            yield f"--{inner}={table.name}={','.join([head, *files])}"


def _buffer(longest: int) -> int:
    """Return a size that holds the longest batch of lines, and so every field."""
    return max(LEAST_BUFFER, 2 * longest)
