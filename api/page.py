"""The page of the explorer: the files that Vite built, and `index.html` for every address that the page knows."""

from __future__ import annotations

from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import Final

from fastapi import APIRouter
from starlette.responses import FileResponse, Response

from api.errors import NotBuilt, NotFound, shown

FOREVER: Final = "public, max-age=31536000, immutable"
"""Vite names the files in `assets/` by their content."""

router = APIRouter(include_in_schema=False)


def page_folder() -> Path:
    """Return where the built page is, or would be."""
    return Path(str(files("explorer"))) / "web" / "dist"


@router.api_route("/api", methods=["GET", "HEAD"])
@router.api_route("/api/{path:path}", methods=["GET", "HEAD"])
def unknown_route(path: str = "") -> Response:
    """Answer 404 for everything below `/api` that is no route."""
    raise NotFound(f"There is no route /api/{shown(path)}: see /docs.")


@router.api_route("/{path:path}", methods=["GET", "HEAD"])
def page(path: str) -> Response:
    """Serve a file of the page; an address without one is the page's own and gets `index.html`."""
    folder = page_folder().resolve()
    file = (folder / path).resolve()
    if not file.is_relative_to(folder):
        raise NotFound
    if file == folder / "index.html":
        return _index(file)
    if file.is_file():
        return FileResponse(file, headers={"Cache-Control": FOREVER if file.parent.name == "assets" else "no-cache"})
    if Path(path).suffix or path.startswith("assets/"):
        raise NotFound(f"There is no file /{shown(path)}.")
    return _index(folder / "index.html")


def _index(file: Path) -> Response:
    if not file.is_file():
        text = f"{NotBuilt.__doc__}\nThe routes work without it: /docs.\n"
        return Response(text, HTTPStatus.SERVICE_UNAVAILABLE, media_type="text/plain")
    return FileResponse(file, headers={"Cache-Control": "no-cache"})
