"""`/docs`: the routes for people, as one plain page without scripts; the same facts as `/openapi.json`."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.middleware import POLICY
from api.operations import Operation, Shape, operations, shapes

STYLE: Final = """
:root { color-scheme: light dark; --line: #8886; --soft: #8882 }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 960px; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin-top: 3rem }
h3 { font-size: 1rem; margin: 2rem 0 .25rem; border-top: 1px solid var(--line); padding-top: 1rem }
code { font: 13px/1.5 ui-monospace, monospace; background: var(--soft); padding: 1px 4px; border-radius: 3px }
pre { font: 13px/1.5 ui-monospace, monospace; background: var(--soft); padding: 1rem; overflow: auto; height: 24rem }
pre.sent { height: auto }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 }
th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line) }
"""
STYLE_HASH: Final = b64encode(sha256(STYLE.encode()).digest()).decode()
DOCS_POLICY: Final = POLICY.replace("style-src 'self'", f"style-src 'sha256-{STYLE_HASH}'")

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Show the routes, their parameters, answers and errors."""
    document = request.app.openapi()
    info = document["info"]
    body = "".join(
        [
            f"<h1>{escape(info['title'])} {escape(info['version'])}</h1>{_text(info['description'])}",
            "<p>For programs: <a href='/openapi.json'>/openapi.json</a></p><h2>Routes</h2>",
            *map(_operation, operations(document)),
            "<h2>Shapes</h2>",
            *map(_shape, shapes(document)),
        ]
    )
    return HTMLResponse(_document(info["title"], body), headers={"Content-Security-Policy": DOCS_POLICY})


def _document(title: str, body: str) -> str:
    head = f"<meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>{escape(title)}</title>"
    return f"<!doctype html><html lang='en'><head>{head}<style>{STYLE}</style></head><body>{body}</body></html>"


def _operation(route: Operation) -> str:
    parameters = (
        (f"<code>{escape(p.name)}</code>", _words(p.type), _words(p.default), _words(p.about)) for p in route.parameters
    )
    answers = ((a.status, _link(a.shape), _words(a.about)) for a in route.answers)
    return (
        f"<h3><code>{route.method} {escape(route.path)}</code> {escape(route.summary)}</h3>{_text(route.about)}"
        f"{_table(('Parameter', 'Type', 'Default', 'Meaning'), parameters)}{_body(route)}"
        f"{_table(('Answer', 'Shape', 'Meaning'), answers)}{_example(route)}"
    )


def _body(route: Operation) -> str:
    if route.body is None:
        return ""
    return (
        f"<p>Send {_link(route.body.shape)} as JSON, such as:</p><pre class='sent'>{escape(route.body.example)}</pre>"
    )


def _example(route: Operation) -> str:
    return "".join(
        f"<details><summary>An example of {answer.status}</summary><pre>{escape(answer.example)}</pre></details>"
        for answer in route.answers
        if answer.example
    )


def _shape(shape: Shape) -> str:
    members = ((f"<code>{escape(name)}</code>", _link(kind), _words(about)) for name, kind, about in shape.members)
    title = f"<h3 id='{escape(shape.name)}'>{escape(shape.name)}</h3>"
    return f"{title}{_text(shape.about)}{_table(('Member', 'Type', 'Meaning'), members)}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    cells = [_cells("td", row) for row in rows]
    return f"<table><thead>{_cells('th', head)}</thead><tbody>{''.join(cells)}</tbody></table>" if cells else ""


def _cells(tag: str, row: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>"


def _text(text: str) -> str:
    return "".join(f"<p>{_words(part)}</p>" for part in text.split("\n\n") if part.strip())


def _words(text: str) -> str:
    """Escape, and show what stands between backticks as code."""
    parts = escape(text).split("`")
    return "".join(_marked(parts))


def _marked(parts: list[str]) -> Iterator[str]:
    for index, part in enumerate(parts):
        yield f"<code>{part}</code>" if index % 2 else part


def _link(kind: str) -> str:
    """Escape a type in words; a name of a shape leads to it."""
    words = (f"<a href='#{w}'>{w}</a>" if w[:1].isupper() and w.isalpha() else _words(w) for w in kind.split(" "))
    return " ".join(words)
