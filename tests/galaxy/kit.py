"""A real Galaxy on loopback, made by the server kit beside the repository (`../shared/galaxy/server`).

The kit starts PostgreSQL as user `postgres`, so it wants root and the distribution's package `postgresql`.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from tests.engines.sample_databases import SHARED, shared_file
from tests.engines.ways import CannotStart, free_port

KIT = SHARED / "galaxy" / "server"
VARIABLE = "GALAXY_LINEAGE_TEST_GALAXY"
"""A folder that keeps the server's state for the next run. A server that runs there already is used, and left on."""

OWN_TOOLS = Path(__file__).with_name("tools")
TOOLBOX = Path(__file__).with_name("tool_conf.xml")
"""What the toolbox of the kit gets in addition."""


BROKER = {
    "sqlalchemy+sqlite:///@RUN@/data/control.sqlite?isolation_level=IMMEDIATE": "sqlalchemy+postgresql://{where}",
    "db+sqlite:///@RUN@/data/celery_results.sqlite": "db+postgresql://{where}",
}
"""Where Galaxy's tasks wait and answer: the kit's SQLite files are locked when many jobs end at once."""


@dataclass(frozen=True, slots=True)
class Galaxy:
    """A Galaxy, and where it keeps its state: `run` is the kit's, `demo` holds what made the demo histories."""

    folder: Path
    port: int
    postgres_port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> str:
        """Its database, as SQLAlchemy and the command line want it."""
        return f"postgresql+psycopg://galaxy@127.0.0.1:{self.postgres_port}/galaxy"

    @property
    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/version", timeout=10) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def client_module(self) -> ModuleType:
        """The kit's client, `gx.py`, that asks this server."""
        spec = importlib.util.spec_from_file_location("gx", KIT / "gx.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.BASE = self.url
        module.GX.base = self.url
        return module

    def script(self, *command: str, log: str, cwd: Path | None = None) -> None:
        """Run a script of the kit, which writes to this log; `CannotStart` tells what it said when it failed."""
        own = {"GX_RUN": f"{self.folder}/run", "GX_PORT": str(self.port), "GX_PG_PORT": str(self.postgres_port)}
        log_file = self.folder / log
        with log_file.open("w") as written:
            # Not a pipe: the servers that a script leaves behind would hold it open.
            code = subprocess.run(
                command,
                cwd=cwd,
                env=os.environ | own | {"GX_URL": self.url, "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=subprocess.STDOUT,
                check=False,
            ).returncode
        if code:
            raise CannotStart(f"{' '.join(command)} ended with {code}:\n{log_file.read_text()[-3000:]}")


@contextmanager
def running() -> Iterator[Galaxy]:
    """Yield a Galaxy; skip the test where the kit is not beside the repository."""
    shared_file(KIT)
    if kept := os.environ.get(VARIABLE):
        yield from _running_in(Path(kept))
        return
    with tempfile.TemporaryDirectory(prefix="lineage-galaxy-") as folder:
        yield from _running_in(Path(folder))


def _running_in(folder: Path) -> Iterator[Galaxy]:
    galaxy = _galaxy_of(folder)
    if galaxy.answers:
        yield galaxy
        return
    _require_postgres()
    kit = _kit_as_we_want_it(galaxy)
    try:
        galaxy.script(str(kit / "start.sh"), log="start.log")
        yield galaxy
    finally:
        galaxy.script(str(kit / "stop.sh"), log="stop.log")


def _galaxy_of(folder: Path) -> Galaxy:
    """The ports stay those of the first run, for Galaxy's configuration and database name them."""
    for part in (folder, folder / "run", folder / "demo"):
        part.mkdir(parents=True, exist_ok=True)
        part.chmod(0o755)  # PostgreSQL runs as another user
    ports = folder / "ports.json"
    if not ports.exists():
        ports.write_text(json.dumps({"port": free_port(), "postgres_port": free_port()}))
    return Galaxy(folder, **json.loads(ports.read_text()))


def _require_postgres() -> None:
    if os.geteuid() != 0:
        raise CannotStart(
            "The kit starts PostgreSQL as another user, which only root may: run `make test-galaxy` as root."
        )
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        raise CannotStart("The kit needs the distribution's PostgreSQL: apt-get install postgresql")


def _kit_as_we_want_it(galaxy: Galaxy) -> Path:
    """The kit once more, as links, but for its toolbox and its broker: the scripts find all beside themselves."""
    copy = galaxy.folder / "kit"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(mode=0o755)
    for path in KIT.iterdir():
        (copy / path.name).symlink_to(path)
    ours = TOOLBOX.read_text().replace("@OURS@", str(OWN_TOOLS))
    _rewrite(copy / "tool_conf.xml", {"</toolbox>": f"{ours}</toolbox>"})
    where = f"galaxy@127.0.0.1:{galaxy.postgres_port}/postgres"
    _rewrite(copy / "galaxy.yml.tmpl", {kits: own.format(where=where) for kits, own in BROKER.items()})
    return copy


def _rewrite(link: Path, changes: Mapping[str, str]) -> None:
    """Put a changed copy of a file in the place of the link to it."""
    text = link.read_text()
    for old, new in changes.items():
        assert old in text, f"the kit's {link.name} has no {old} any more"
        text = text.replace(old, new)
    link.unlink()
    link.write_text(text)
