"""`demo`: the sample Galaxy database in a graph of its own, and the explorer on it."""

from __future__ import annotations

import hashlib
import os
import sys
import webbrowser
from pathlib import Path
from typing import Annotated, Final

import typer

from api.commands.group import Call
from api.commands.options import DEFAULT_PORT, Port
from api.commands.progress import showing
from api.commands.terminal import say
from api.freshness import fingerprint
from api.places import data_folder
from api.serving import listen, serve
from api.settings import Settings
from cypher import open_graph
from loaders.sample import unpack
from loaders.sync import sync

INSTANCE: Final = "main"
FIRST_HISTORY: Final = "RNA-seq: heat stress in yeast", "histories/2"
LOADED_FROM: Final = "cypher", "loaders"


def demo(
    context: typer.Context,
    *,
    port: Port = DEFAULT_PORT,
    browser: Annotated[bool, typer.Option(" /--no-browser", help="Do not open a browser.")] = True,
) -> None:
    """Load a sample Galaxy database and show it in the explorer.

    The sample goes to a graph of its own, whatever GALAXY_LINEAGE_GRAPH says; only this machine is answered.
    """
    folder = data_folder() / "demo"
    call = Call.of(context)
    graph = call.graph if call.names_graph else f"local:{folder / 'graph'}"
    settings = Settings(graph=graph, instance=INSTANCE, port=port, id_secret=(), auth="local")
    with listen(settings.host, port) as listener:
        _load(folder, graph)
        serve(settings, listener, lambda url: _show(url, browser=browser))


def _load(folder: Path, url: str) -> None:
    """Load the sample unless this graph holds it as this program would load it."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / f"loaded-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
    now = fingerprint(LOADED_FROM)
    with open_graph(url) as graph:
        if graph.version() and stamp.exists() and stamp.read_text() == now:
            return
        say("Loading the sample: twelve histories of a Galaxy server …")
        with showing() as progress:
            report = sync(f"sqlite:///{unpack(folder)}", graph, instance=INSTANCE, progress=progress)
    for loss in report.losses:
        say(loss)
    stamp.write_text(now)


def _show(url: str, *, browser: bool) -> None:
    name, place = FIRST_HISTORY
    say(f"The explorer is at {url} (Ctrl-C ends it)\nBegin with “{name}”: {url}{place}")
    if browser and _has_screen():
        webbrowser.open(url)


def _has_screen() -> bool:
    """Say whether a browser would get a window of its own, instead of this terminal."""
    return sys.platform == "darwin" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
