"""Export: lineage as files, and the picture of a view."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Response

from api.dependencies import Asked, Question, fresh
from api.errors import MalformedRequest
from api.routes.answers import Responses, errors
from api.views import ViewQuery, question_of
from explorer.export import DATA, DataFormat, collect, draw_png, draw_svg
from explorer.lineage.model import Direction

router = APIRouter(prefix="/api/export", tags=["export"], dependencies=[Depends(fresh)])

TEXT: Final[dict[str, Any]] = {"schema": {"type": "string"}}
OBJECT: Final[dict[str, Any]] = {"schema": {"type": "object"}}
WRITTEN: Final = {form.media: OBJECT if form.media.endswith("json") else TEXT for form in DATA.values()}
FILES: Final[Responses] = {200: {"content": WRITTEN, "description": "the file"}}
Drawn = Annotated[
    list[str] | None,
    Query(
        description="what to draw, in the place of `seed` or `history`; further ones are drawn with it", max_length=100
    ),
]
PICTURES: Final[dict[str, Responses]] = {
    "svg": {200: {"content": {"image/svg+xml": TEXT}, "description": "the picture"}},
    "png": {200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}, "description": "it"}},
}


@router.get(
    "/svg",
    response_class=Response,
    responses=errors(400, 403, 404, 503) | PICTURES["svg"],
    summary="Export a picture as SVG",
)
def svg(asked: Asked, query: Annotated[ViewQuery, Depends()], ref: Drawn = None) -> Response:
    """Draw a view, asked for as `GET /api/view` is, with every card at its place; nothing is cut off."""
    return _file(_drawn(asked, _named(query, ref))[0], "image/svg+xml", "lineage.svg")


@router.get(
    "/png",
    response_class=Response,
    responses=errors(400, 403, 404, 503) | PICTURES["png"],
    summary="Export a picture as PNG",
)
def png(asked: Asked, query: Annotated[ViewQuery, Depends()], ref: Drawn = None) -> Response:
    """Draw a view as pixels, two for each unit of the picture."""
    return _file(draw_png(*_drawn(asked, _named(query, ref))), "image/png", "lineage.png")


@router.get(
    "/{form}", response_class=Response, responses=errors(400, 403, 404, 503) | FILES, summary="Export lineage as a file"
)
def data(
    asked: Asked,
    form: Annotated[DataFormat, Path(description="how to write it")],
    ref: Annotated[
        list[str], Query(description="an item, execution or history; may be given several times", max_length=100)
    ],
    direction: Annotated[Direction, Query(description="from items and executions")] = "upstream",
) -> Response:
    """Write everything behind some things as a file: where they come from, or what became of them."""
    found = collect(asked.explorer, [asked.named(one) for one in ref], direction)
    chosen = DATA[form]
    return _file(
        chosen.write(asked.explorer, found, lambda one: str(asked.encoder.reference(one)["id"])),
        chosen.media,
        f"lineage-{form}{chosen.ending}",
    )


def _named(query: ViewQuery, refs: list[str] | None) -> ViewQuery:
    """Return the view that references ask for, named as for the other formats."""
    if not refs:
        return query
    if query.seed or query.history:
        raise MalformedRequest("Name what to draw once: by ref, by seed or by history.")
    first, *others = refs
    src, _, name = first.partition(":")
    begun = replace(query, history=name) if src == "history" else replace(query, seed=first)
    return replace(begun, bring=[*(query.bring or ()), *others])


def _drawn(asked: Question, query: ViewQuery) -> tuple[str, int, int]:
    history = asked.ref("history", query.history) if query.history else None
    view = asked.explorer.view(question_of(query, history, asked.named))
    return draw_svg(view), view.layout.width, view.layout.height


def _file(content: str | bytes, media: str, name: str) -> Response:
    return Response(content, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})
