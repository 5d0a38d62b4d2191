"""The page of the explorer: the files that Vite built, and `index.html` for every other address.

The page says itself what it does not know; the status says it to programs.
"""

from __future__ import annotations

from http import HTTPStatus
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Final

from fastapi import APIRouter
from starlette.responses import FileResponse, Response

from api.errors import NotBuilt, NotFound, shown

FOREVER: Final = "public, max-age=31536000, immutable"
"""Vite names the files in `assets/` by their content."""

KNOWN: Final = frozenset({"", "index.html", "histories", "lineage", "compare"})
"""First parts of the page's own addresses."""

INDEX, ASSETS = "index.html", "assets/"

router = APIRouter(include_in_schema=False)


def page_folder() -> Path:
    """Return where the built page is, or would be."""
    return Path(str(files("explorer"))) / "web" / "dist"


@router.get("/api")
@router.get("/api/{path:path}")
def unknown_route(path: str = "") -> Response:
    """Answer 404 for everything below `/api` that is no route."""
    raise NotFound(f"There is no route /api/{shown(path)}: see /docs.")


@router.get("/{path:path}")
def page(path: str) -> Response:
    """Serve a file of the page, or `index.html`; 404 with it for an address that is not the page's."""
    built = _files(page_folder())
    if path in built and path != INDEX:
        is_named_by_content = path.startswith(ASSETS)
        return FileResponse(built[path], headers={"Cache-Control": FOREVER if is_named_by_content else "no-cache"})
    if path != INDEX and (path.startswith(ASSETS) or PurePosixPath(path).suffix):
        raise NotFound(f"There is no file /{shown(path)}.")
    if INDEX not in built:
        text = f"{NotBuilt.__doc__}\nThe routes work without it: /docs.\n"
        return Response(text, HTTPStatus.SERVICE_UNAVAILABLE, media_type="text/plain")
    status = HTTPStatus.OK if path.partition("/")[0] in KNOWN else HTTPStatus.NOT_FOUND
    return FileResponse(built[INDEX], status, headers={"Cache-Control": "no-cache"})


def _files(folder: Path) -> dict[str, Path]:
    """The files that were built, a dozen, by their address: nothing else can be asked for."""
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
