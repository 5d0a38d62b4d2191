"""No answer over HTTP gives anything away: random worlds, every route, every caller, with tags and cursors of others.

What `explorer` says is tried more widely beside it (`tests/integration/explorer/access`); here it is what routes, ids,
errors, files, tags and cursors make of it. `GALAXY_LINEAGE_TEST_EXAMPLES` sets how many worlds are drawn.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple

from httpx2 import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.app import create_app
from api.auth.identity import Identity
from api.auth.tokens import new_token
from api.settings import Settings
from cypher import open_graph
from cypher.rows import NodeRow
from explorer.export import DATA
from explorer.graph.profiles import PROFILES
from loaders.report import StreamReport
from tests.integration.api.conftest import asking
from tests.integration.explorer.access.reference import Model
from tests.integration.explorer.access.test_leaks import given_away
from tests.integration.explorer.access.worlds import USERS, World, rows, worlds

EXAMPLES = int(os.environ.get("GALAXY_LINEAGE_TEST_EXAMPLES", "1"))
OPEN: Final = {"/healthz", "/readyz"}
"""Routes that say nothing about anybody's data."""
AT_ONCE: Final = 3
"""Questions that a caller asks of a route in one world, drawn from all there are."""
_numbers = count(10_001)


class Ask(NamedTuple):
    """One request: a path with its query, or a body that is posted there."""

    path: str
    query: Mapping[str, Any] = {}
    body: Mapping[str, Any] | None = None


def split(short: str) -> tuple[str, int]:
    kind, number = short.split("/")
    return {"te": "tool_execution"}.get(kind, kind), int(number)


def items(world: World) -> list[tuple[str, int]]:
    return [split(short) for short in world.items]


def things(world: World) -> list[tuple[str, int]]:
    return items(world) + [split(f"{one.kind}/{number}") for number, one in world.executions.items()]


def named(world: World) -> list[str]:
    return [f"{src}:{number}" for src, number in things(world)]


def about_graphs(world: World) -> Iterator[Ask]:
    src, number = items(world)[0]
    for history in world.histories:
        path = f"/api/histories/{history}/graph"
        yield from (Ask(path, {"profile": profile}) for profile in PROFILES)
        yield Ask(path, {"seed_src": src, "seed_id": number, "layout": True})
        yield Ask(path, {"seed_scope_src": src, "seed_scope_id": number, "limit": 1})


def about_lineage(world: World) -> Iterator[Ask]:
    for src, number in things(world):
        yield Ask(f"/api/lineage/{src}/{number}", {"direction": "both", "limit": 1})
        yield Ask(f"/api/lineage/{src}/{number}", {"granularity": "element"})


def about_views(world: World) -> Iterator[Ask]:
    yield from (Ask("/api/view", {"history": history}) for history in world.histories)
    yield from (
        Ask("/api/view", {"seed": one, "hop": [f"{one}.up", f"{one}.down"], "open": one}) for one in named(world)
    )


def about_files(world: World) -> Iterator[Ask]:
    for form in DATA:
        yield Ask(f"/api/export/{form}", {"ref": named(world)[0], "direction": "both"})
        yield Ask(f"/api/export/{form}", {"ref": named(world)[-1], "direction": "both"})
        yield Ask(f"/api/export/{form}", {"ref": f"history:{min(world.histories)}"})


def about_words(world: World) -> Iterator[Ask]:
    shorts = [*world.items, *(f"te/{n}" for n in world.executions), *(f"history/{n}" for n in world.histories)]
    yield from (Ask("/api/search", {"q": world.word(short)}) for short in shorts)
    yield from (Ask("/api/search", {"q": f"hdaw{world.number}n", "history": n, "limit": 1}) for n in world.histories)
    yield from (Ask("/api/search", {"q": f"hdaw{world.number}n", "around": one}) for one in named(world)[:2])


def about_extractions(world: World) -> Iterator[Ask]:
    path, lists = "/api/workflows/extract", {"hda": "hda_ids", "hdca": "hdca_ids", "job": "job_ids"}
    for src, number in things(world):
        by_ids = {lists.get(src, "tool_request_ids"): [str(number)]}
        yield Ask(path, body={"workflow_name": "x", **by_ids})
        member = "results" if src in {"hda", "hdca"} else "tool_executions"
        yield Ask(path, body={member: [{"src": src, "id": str(number)}], "format": "gxformat2"})


ROUTES: Mapping[str, Callable[[World], Iterable[Ask]]] = {
    "/api/compare": lambda w: (Ask("/api/compare", {"left": a, "right": b}) for a in named(w) for b in named(w)[:3]),
    "/api/export/png": lambda w: [Ask("/api/export/png", {"ref": named(w)[0]})],
    "/api/export/svg": lambda w: (Ask("/api/export/svg", {"ref": one}) for one in named(w)),
    "/api/export/{form}": about_files,
    "/api/histories": lambda _: [
        Ask("/api/histories"),
        Ask("/api/histories", {"q": "history", "limit": 1, "offset": 1}),
    ],
    "/api/histories/{history_id}/graph": about_graphs,
    "/api/impact/{src}/{id}": lambda w: (Ask(f"/api/impact/{src}/{n}", {"limit": 1}) for src, n in things(w)),
    "/api/lineage/{src}/{id}": about_lineage,
    "/api/paths": lambda w: (Ask("/api/paths", {"from": a, "to": b}) for a in named(w) for b in named(w)[:2]),
    "/api/producers/{src}/{id}": lambda w: (Ask(f"/api/producers/{src}/{n}") for src, n in items(w)),
    "/api/search": about_words,
    "/api/select": lambda w: (
        Ask("/api/select", {"q": q, "limit": 2}) for q in ["state:error", *map("+{}+".format, named(w))]
    ),
    "/api/sync": lambda _: [Ask("/api/sync")],
    "/api/tool_executions/{id}": lambda w: (
        Ask(f"/api/tool_executions/{n}", {"src": split(f"{one.kind}/0")[0]}) for n, one in w.executions.items()
    ),
    "/api/tool_executions/{id}/jobs": lambda w: (
        Ask(f"/api/tool_executions/{n}/jobs", {"src": split(f"{one.kind}/0")[0]}) for n, one in w.executions.items()
    ),
    "/api/view": about_views,
    "/api/view/extent": lambda w: (Ask("/api/view/extent", {"seed": one}) for one in named(w)),
    "/api/workflows/extract": about_extractions,
}
"""Route of the OpenAPI document → what it is asked."""


def test_every_route_is_asked() -> None:
    paths = create_app(Settings(graph="local:nowhere")).openapi()["paths"]
    assert set(ROUTES) == paths.keys() - OPEN


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(data=st.data(), chance=st.randoms(use_true_random=False))
def test_no_route_gives_anything_away(
    graph_url: str, tmp_path: Path, data: st.DataObject, chance: random.Random
) -> None:
    world = data.draw(worlds(next(_numbers)))
    with open_graph(graph_url) as graph:
        graph.writer().apply(*rows(world))
        graph.writer().bookkeeping([synced(world)])
    tokens = written(tmp_path / "tokens")
    reached: dict[str, Any] = {"graph": graph_url, "auth": "token", "tokens": tmp_path / "tokens", "rate_limit": ""}
    reached["deadline"] = 3600  # what a busy machine does not answer tells nothing, and is nothing that one can look at
    with (
        asking(**reached, instance=world.instance, id_secret=()) as here,
        asking(**reached, instance="other", id_secret=()) as elsewhere,
    ):
        for name, one in world.callers.items():
            client = elsewhere if one.instance == "other" else here
            seen = Seen(client, here, tokens[name.removesuffix(" of another")], tokens["admin"], world.instance)
            for route, questions in ROUTES.items():
                asks = list(questions(world))
                for ask in chance.sample(asks, min(AT_ONCE, len(asks))):
                    for answer in seen.answers(ask):
                        assert told(Model(world, one), answer) == set(), (name, route, ask)


def synced(world: World) -> NodeRow:
    """A world is a Galaxy that every server of the graph can be asked about."""
    report = json.dumps(asdict(StreamReport()))
    said = {"name": "histories", "synced": "2026-01-01T00:00:00.000000Z", "report": report}
    return NodeRow("Stream", f"{world.instance}/stream/histories", said)


def written(file: Path) -> dict[str, str | None]:
    """Write a file of tokens, and return each by the name of its caller."""
    identities = {f"user {user}": Identity(user) for user in USERS} | {"admin": Identity(is_admin=True)}
    made = {name: new_token(identity) for name, identity in identities.items()}
    file.write_text("\n".join(line for _, line in made.values()))
    return {name: token for name, (token, _) in made.items()} | {"anonymous": None}


class Seen(NamedTuple):
    """One caller at a server; an administrator at the first one leaves tags and cursors about."""

    client: TestClient
    first: TestClient
    token: str | None
    admins: str | None
    instance: str

    def answers(self, ask: Ask) -> Iterator[Response]:
        """Yield the pages of an answer; an administrator's tag and cursor of the same question are of no use."""
        theirs = self._send(self.first, self.admins, ask)
        answer = self._send(self.client, self.token, ask, tag=theirs.headers.get("etag"))
        if self.token != self.admins:
            assert answer.status_code != 304
            if found := cursor(theirs):
                assert self._send(self.client, self.token, ask, cursor=found).status_code == 400
        yield answer
        while found := cursor(answer):
            answer = self._send(self.client, self.token, ask, cursor=found)
            yield answer

    def _send(
        self, client: TestClient, token: str | None, ask: Ask, tag: str | None = None, cursor: str | None = None
    ) -> Response:
        headers = {"x-api-key": token} if token else {}
        headers |= {"If-None-Match": tag} if tag and token != self.admins else {}
        query = dict(ask.query) | {"instance": self.instance} | ({"cursor": cursor} if cursor else {})
        answer = client.request(
            "GET" if ask.body is None else "POST", ask.path, params=query, json=ask.body, headers=headers
        )
        assert answer.status_code in {200, 304, 400, 403, 404}, (ask, answer.text)
        return answer


def cursor(answer: Response) -> str | None:
    """Return where an answer goes on."""
    if answer.status_code != 200 or not answer.headers["content-type"].startswith("application/json"):
        return None
    found = answer.json()
    return found.get("truncated", {}).get("next") or found.get("next") if isinstance(found, dict) else None


def told(model: Model, answer: Response) -> set[str]:
    """Return what an answer tells that the caller may not read."""
    if answer.headers["content-type"] == "image/png":
        return set()
    text = answer.text
    words = given_away(model, text)
    if answer.status_code != 200 or not answer.headers["content-type"].startswith("application/json"):
        return words
    return words | {short for short in references(json.loads(text)) if not model.reads(short)}


SHORT: Final = {"tool_execution": "te", "job": "te", "tool_request": "te", "workflow_invocation": "wi"}


def references(value: Any) -> Iterator[str]:
    """Yield the short keys of the real references in an answer."""
    if isinstance(value, list):
        for each in value:
            yield from references(each)
    if isinstance(value, dict):
        src, number = value.get("src"), value.get("id")
        if src in {"hda", "hdca", "history", *SHORT} and number is not None and not value.get("restricted"):
            yield f"{SHORT.get(src, src)}/{number}"
        for each in value.values():
            yield from references(each)
