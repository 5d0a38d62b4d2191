"""What routes are given: who asks, the explorer of the Galaxy that is asked about, its ids, and a deadline."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Depends, Header, Query, Request, Response

from api.auth import keys
from api.auth.identity import Authenticator, Identity, fingerprint
from api.cursors import Cursors, age_group
from api.encoding import Encoder
from api.errors import NotAuthenticated, NotFound, shown
from api.freshness import entity_tag, require_modified
from api.ids import Ids
from api.kept import Again, Kept
from api.metrics import Metrics
from api.places import INSTANCE
from api.rates import Rates, by_address
from api.settings import Settings
from cypher import Graph
from explorer import ADMIN, ANONYMOUS, Caller, Explorer
from explorer.access import read_caller
from explorer.errors import BadReference
from explorer.references import SHORT
from explorer.refs import KINDS, Ref
from explorer.toolbox import Toolbox

PAGING: Final = frozenset({"cursor", "limit"})
"""Parameters that may differ from page to page of one answer."""


@dataclass(frozen=True, slots=True)
class Server:
    """What all requests share. Made once, by `create_app`."""

    settings: Settings
    graph: Graph
    ids: Ids
    authenticator: Authenticator
    rates: Rates
    cursors: Cursors
    metrics: Metrics
    toolbox: Toolbox | None = None
    kept: Kept = field(default_factory=Kept)

    def tag(self, *parts: object) -> str:
        """The ETag of what is made of these parts and the graph as it is now."""
        return entity_tag(self.settings.signing_secret.get_secret_value(), self.graph.version(), *parts)

    def caller(self, identity: Identity) -> Caller:
        """Who this is, with the roles that the graph knows; users are those of the default Galaxy."""
        if identity.user_id is None:
            return ADMIN if identity.is_admin else ANONYMOUS
        return read_caller(self.graph, self.settings.instance, identity.user_id, is_admin=identity.is_admin)


@dataclass(frozen=True, slots=True)
class Question:
    """One request: who asks what of which Galaxy, and how to answer.

    Attributes:
        explorer: answers as far as the caller may read.
        encoder: writes ids.
        instance: the Galaxy that is asked about.
        caller: who asks.
        deadline: when the answer has to be cut short, by the monotonic clock.
        text: route, parameters and caller; the same for all pages of one answer.
    """

    explorer: Explorer
    encoder: Encoder
    instance: str
    caller: Caller
    deadline: float
    text: str
    cursors: Cursors

    def ref(self, src: str, text: str) -> Ref:
        """Read an encoded id.

        Raises:
            MalformedId: it is none.
        """
        return Ref(src, self.encoder.ids.of(self.instance).decode(src, text), self.instance)

    def named(self, text: str) -> Ref:
        """Read `hda:<encoded id>`; with an id secret even an id that looks like a number is an encoded one.

        Raises:
            BadReference: it is no reference.
            MalformedId: its id is none.
        """
        src, _, encoded = text.strip().partition(":")
        src = SHORT.get(src, src)
        if src not in KINDS:
            raise BadReference(f"{shown(text)!r} is no reference: write it as hda: and an encoded id.")
        return self.ref(src, encoded)

    def encode(self, value: Any) -> Any:
        """Turn an answer of the explorer into JSON with encoded ids."""
        return self.encoder.encode(value)

    def cursor(self, payload: dict[str, Any] | None) -> str | None:
        """Write where the answer goes on, for this caller and question only; None when it is complete."""
        return None if payload is None else self.cursors.sign(payload, self.text)

    def resume(self, cursor: str | None) -> dict[str, Any] | None:
        """Read where the answer goes on; None without a cursor.

        Raises:
            MalformedRequest: the cursor is not of this question, caller and hour.
        """
        return self.cursors.read(cursor, self.text) if cursor else None


def server(request: Request) -> Server:
    """Return what `create_app` made."""
    made: Server = request.app.state.server
    return made


Shared = Annotated[Server, Depends(server)]


def caller(request: Request, shared: Shared, key: Annotated[str | None, Depends(keys.key)]) -> Caller:
    """Count the request, have its key checked, and return who asks.

    A good key has a count of its own; without a key the address has one, and another one for wrong keys: who guesses
    does not get far, and does not keep his neighbours from asking without a key.
    """
    address = by_address(request.client.host if request.client else "")
    guesses = f"wrong keys of {address}"
    if key is not None:
        shared.rates.require_room(guesses)
    try:
        identity = shared.authenticator.identify(key)
    except NotAuthenticated:
        shared.rates.count(guesses)
        raise
    shared.rates.count(address if key is None else fingerprint(key))
    return shared.caller(identity)


Asking = Annotated[Caller, Depends(caller)]


def question(
    request: Request,
    shared: Shared,
    asking: Asking,
    instance: Annotated[
        str | None,
        Query(pattern=f"^{INSTANCE}$", description="the Galaxy to ask about; default: the one that `serve` names"),
    ] = None,
) -> Question:
    """Return the question to the Galaxy that is asked about."""
    name = instance or shared.settings.instance
    toolbox = shared.toolbox if name == shared.settings.instance else None
    explorer = Explorer(shared.graph, name, asking, toolbox)
    if instance not in {None, shared.settings.instance} and name not in explorer.instances():
        raise NotFound(f"There is no Galaxy {name} in this graph: GET /api/sync tells which there are.")
    return Question(
        explorer,
        Encoder(shared.ids, name),
        name,
        asking.at(name),
        time.monotonic() + shared.settings.deadline,
        asked(request, asking, without=PAGING),
        shared.cursors,
    )


Asked = Annotated[Question, Depends(question)]


def fresh(
    request: Request,
    shared: Shared,
    found: Asked,
    response: Response,
    if_none_match: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> None:
    """Send the ETag, and nothing else to a client that has this answer already; a kept answer is sent again."""
    encoded = found.encoder.ids.of(found.instance).encode("history", 1)  # tells secrets apart, and gives none away
    tag = shared.tag(found.instance, encoded, age_group(time.time()), asked(request, found.caller))
    require_modified(if_none_match, tag)
    if (kept := shared.kept.get(tag)) is not None:
        raise Again(kept)
    request.state.tag = tag
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"


def asked(request: Request, asking: Caller, without: Iterable[str] = ()) -> str:
    """Say a question in one text: who asks, the path, and the parameters without the key."""
    hidden = {keys.QUERY, *without}
    pairs = sorted((name, value) for name, value in request.query_params.multi_items() if name not in hidden)
    return f"{asking.fingerprint} {request.method} {request.url.path}?{urlencode(pairs)}"
