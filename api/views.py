"""The parameters of a view, and the question that they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Final, cast

from fastapi import Query

from api.errors import MalformedRequest, shown
from explorer.lineage.model import Way
from explorer.refs import Ref
from explorer.view import Filters, ViewQuestion
from explorer.view.question import KINDS, MAX_ITEMS, Group, Kind, Sides

HIDDEN_AT_FIRST: Final = frozenset[Kind]({"deleted"})
"""What the picture of a history leaves out unless one asks for it; a lineage leaves nothing out."""

WAYS: Final[dict[str, Way]] = {"up": "upstream", "down": "downstream"}
HOP: Final = re.compile(r"(?P<ref>[^.]+)\.(?P<way>up|down)(?:\.(?P<pages>[1-9]\d?))?")
OPENED: Final = re.compile(r"(?P<ref>[^.]+)(?:\.(?P<page>\d{1,6}))?")
SEVERAL: Final = "may be given several times"


@dataclass(frozen=True, slots=True)
class ViewQuery:
    """What a view is asked for."""

    history: Annotated[str | None, Query(description="encoded id of a history to show", max_length=100)] = None
    seed: Annotated[
        str | None, Query(description="or a reference to begin at", max_length=100, examples=["hda:1fd0db991702dcfa"])
    ] = None
    sides: Annotated[Sides, Query(description="sides of the seed that are open")] = "both"
    hop: Annotated[
        list[str] | None,
        Query(description=f"a side that is open too, `hda:ID.up` or `hda:ID.down.2` (2 pages); {SEVERAL}"),
    ] = None
    open: Annotated[
        list[str] | None,
        Query(description=f"a collection or execution open in place, `hdca:ID` or `hdca:ID.3` (page 3); {SEVERAL}"),
    ] = None
    fold: Annotated[list[str] | None, Query(description=f"a run of a workflow that is one card; {SEVERAL}")] = None
    bring: Annotated[
        list[str] | None, Query(description=f"a node to show with all between it and the seed; {SEVERAL}")
    ] = None
    only: Annotated[
        str | None, Query(description="two references with a comma: show what lies between them only", max_length=200)
    ] = None
    hide: Annotated[
        str | None,
        Query(
            description="kinds left out, with commas: `deleted`, `hidden`, `uploads`, `restricted`; "
            "default: `deleted` in a history, nothing in a lineage",
            max_length=100,
        ),
    ] = None
    tool: Annotated[
        list[str] | None, Query(description=f"only executions of this tool, with what they touch; {SEVERAL}")
    ] = None
    state: Annotated[list[str] | None, Query(description=f"only cards in this state; {SEVERAL}")] = None
    since: Annotated[str | None, Query(description="only what is as new as this time", max_length=40)] = None
    until: Annotated[str | None, Query(description="only what is as old as this time", max_length=40)] = None
    limit: Annotated[int, Query(ge=1, le=MAX_ITEMS, description="items of a history considered, the newest first")] = (
        1_000
    )
    group: Annotated[
        Group, Query(description="whether a node stands for all executions of a tool; `auto`: above 5,000 items")
    ] = "auto"


Read = Callable[[str], Ref]


def question_of(query: ViewQuery, history: Ref | None, read: Read) -> ViewQuestion:
    """Return the question; `read` reads a reference.

    Raises:
        MalformedRequest: something in it cannot be read.
    """
    return ViewQuestion(
        history=history,
        seed=read(query.seed) if query.seed else None,
        sides=query.sides,
        hops={(read(hop["ref"]), WAYS[hop["way"]]): int(hop["pages"] or 1) for hop in _read("hop", HOP, query.hop)},
        opened={read(one["ref"]): int(one["page"] or 0) for one in _read("open", OPENED, query.open)},
        folded=frozenset(map(read, query.fold or ())),
        brought=tuple(map(read, query.bring or ())),
        only=_pair(query.only, read),
        filters=Filters(
            hide=_hidden(query.hide, HIDDEN_AT_FIRST if history else frozenset()),
            tools=frozenset(query.tool or ()),
            states=frozenset(query.state or ()),
            since=query.since or None,
            until=query.until or None,
        ),
        limit=query.limit,
        group=query.group,
    )


def _read(name: str, form: re.Pattern[str], texts: Iterable[str] | None) -> list[dict[str, Any]]:
    found = []
    for text in texts or ():
        match = form.fullmatch(text)
        if match is None:
            raise MalformedRequest(f"{name}: {shown(text)!r} cannot be read.")
        found.append(match.groupdict())
    return found


def _pair(text: str | None, read: Read) -> tuple[Ref, Ref] | None:
    if text is None:
        return None
    one, comma, other = text.partition(",")
    if not comma:
        raise MalformedRequest("only: name two references with a comma between them.")
    return read(one), read(other)


def _hidden(text: str | None, default: frozenset[Kind]) -> frozenset[Kind]:
    if text is None:
        return default
    words = frozenset(word for word in text.split(",") if word)
    if unknown := words - set(KINDS):
        raise MalformedRequest(f"hide: {shown(min(unknown))!r} is none of {', '.join(KINDS)}.")
    return cast("frozenset[Kind]", words)
