"""What routes are given: the explorer of the Galaxy that is asked about, and its ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request, Response

from api.encoding import Encoder
from api.errors import NotFound
from api.freshness import entity_tag, require_modified
from api.ids import Ids
from api.places import INSTANCE
from api.settings import Settings
from cypher import Graph
from explorer import Explorer
from explorer.refs import Ref


@dataclass(frozen=True, slots=True)
class Server:
    """What all requests share. Made once, by `create_app`."""

    settings: Settings
    graph: Graph
    ids: Ids

    @property
    def tag(self) -> str:
        """The ETag of every answer from the graph as it is now; it gives no secret away, only an encoded id."""
        shown = (f"{name}={self.ids.of(name).encode('history', 1)}" for name in sorted(self.settings.secrets))
        return entity_tag(self.graph.version(), self.settings.instance, *shown)


@dataclass(frozen=True, slots=True)
class Question:
    """One request: the Galaxy that it asks about, and how to answer."""

    explorer: Explorer
    encoder: Encoder
    instance: str

    def ref(self, src: str, text: str) -> Ref:
        """Read an encoded id.

        Raises:
            MalformedId: it is none.
        """
        return Ref(src, self.encoder.ids.of(self.instance).decode(src, text), self.instance)

    def encode(self, value: Any) -> Any:
        """Turn an answer of the explorer into JSON with encoded ids."""
        return self.encoder.encode(value)


def server(request: Request) -> Server:
    """Return what `create_app` made."""
    made: Server = request.app.state.server
    return made


def question(
    shared: Annotated[Server, Depends(server)],
    instance: Annotated[
        str | None,
        Query(pattern=f"^{INSTANCE}$", description="the Galaxy to ask about; default: the one that `serve` names"),
    ] = None,
) -> Question:
    """Return the question to the Galaxy that is asked about."""
    name = instance or shared.settings.instance
    explorer = Explorer(shared.graph, name)
    if instance not in {None, shared.settings.instance} and name not in explorer.instances():
        raise NotFound(f"There is no Galaxy {name} in this graph: GET /api/sync tells which there are.")
    return Question(explorer, Encoder(shared.ids, name), name)


def fresh(
    shared: Annotated[Server, Depends(server)],
    response: Response,
    if_none_match: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> None:
    """Send the ETag, and nothing else to a client that has this answer already."""
    tag = shared.tag
    require_modified(if_none_match, tag)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"


Asked = Annotated[Question, Depends(question)]
Shared = Annotated[Server, Depends(server)]
