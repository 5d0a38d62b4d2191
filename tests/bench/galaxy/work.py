"""What users do on the made-up server, and how often: a new database is the sum of it."""

# ruff: noqa: FBT003 - the values of a row stand in the order of its columns

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime, timedelta

from tests.bench.galaxy.runs import invoke, make_workflow, map_over, run, run_on_collection
from tests.bench.galaxy.server import REQUESTED, Server
from tests.bench.galaxy.store import open_store
from tests.bench.galaxy.tables import Rows
from tests.bench.galaxy.things import Collection, Element, History, Item

BEGIN, END = datetime(2021, 1, 1), datetime(2026, 11, 20, 12)  # noqa: DTZ001 - Galaxy's times are naive UTC
AT_ONCE = 200
"""Rows are written when so many thousands wait."""

OPEN = 60
"""So many histories are worked in at the same time, so that the ids of one history are spread."""

USER_PER = 500
"""Datasets per user, about as many as on public servers in one of their months."""


def generate(url: str, datasets: int, seed: int = 1, requested: float = REQUESTED) -> dict[str, int]:
    """Fill an empty database and return the number of rows by table; `requested`: see `Server`."""
    rows = Rows()
    server = Server(rows, seed, BEGIN, END, requested)
    pace = (END - BEGIN).total_seconds() / datasets
    with open_store(url) as store:
        store.create()
        rows.add("tag", 0, "name")
        site = Site(server)
        while server.datasets < datasets:
            before = server.datasets
            site.go_on()
            server.now += timedelta(seconds=pace * (server.datasets - before) * 0.999)
            if rows.count > AT_ONCE * 1000:
                _write(store, rows)
        _write(store, rows)
        store.finish()
    return dict(rows.highest)


def _write(store, rows: Rows) -> None:
    for table, waiting in rows.taken().items():
        store.insert(table, waiting)


class Site:
    """Users with open histories and workflows."""

    def __init__(self, server: Server, histories: list[History] | None = None) -> None:
        self.server = server
        self.users = [history.user for history in histories or ()] or [server.user()]
        self.histories = histories or []
        self.workflows = [make_workflow(server, self.users[0]) for _ in range(4)]

    def go_on(self) -> None:
        """Somebody does something."""
        server = self.server
        if server.datasets > len(self.users) * USER_PER:
            self.users.append(server.user())
        if len(self.histories) < OPEN:
            self.histories.append(server.history(server.pick(self.users), _size(server)))
        if server.chance(0.002):
            self.workflows = [*self.workflows[-50:], make_workflow(server, server.pick(self.users))]
        place = int(server.random.random() * len(self.histories))
        history = self.histories[place]
        self.act(history)
        if history.made >= history.size:
            del self.histories[place]

    def act(self, history: History) -> None:
        chance = self.server.random.random()
        action = next(action for share, action in ACTIONS if chance < share)
        (upload if not history.items else action)(self, history)


def _size(server: Server) -> int:
    """20 to 1,000 items, most of them below 100."""
    return int(20 * math.exp(server.random.random() ** 2 * math.log(50)))


def upload(site: Site, history: History, count: int | None = None) -> list[Item]:
    """One job that fetches files; one in five by URL."""
    server = site.server
    count = count or 1 + int(server.random.random() ** 3 * 8)
    job = server.job(history, "__DATA_FETCH__", "0.1.0", 30)
    by_url = server.chance(0.2)
    files = [f"sample_{history.hid + i}.fastq.gz" for i in range(count)]
    targets = [{"name": name, "ext": "auto", "dbkey": "?", "src": "url" if by_url else "files"} for name in files]
    server.parameters(
        job.id, {"request_version": "1", "request_json": {"targets": [{"elements": targets}]}, "file_count": str(count)}
    )
    items = [server.item(history, name, "fastqsanger.gz", job) for name in files]
    for number, item in enumerate(items):
        server.rows.add("job_to_output_dataset", job.id, item.hda, f"output{number}")
        if by_url:
            server.rows.add("dataset_source", item.dataset, f"https://example.org/data/{item.name}", b"[]", None)
    server.executions += 1
    return items


def collect(site: Site, history: History) -> None:
    """Upload files and make a list, or a list of pairs, of them: 2 to 100 elements, most of them few."""
    server = site.server
    count = int(2 * math.exp(server.random.random() ** 1.5 * math.log(50)))
    nested = server.chance(0.3)
    items = upload(site, history, min(2 * count, 100) if nested else count)
    if nested:
        pairs = zip(items[::2], items[1::2], strict=False)
        elements = [
            Element(f"sample{i}", inner=[Element("forward", forward), Element("reverse", reverse)])
            for i, (forward, reverse) in enumerate(pairs)
        ]
    else:
        elements = [Element(f"sample{i}", item) for i, item in enumerate(items)]
    server.collection(history, "samples", "list:paired" if nested else "list", elements)


def copy(site: Site, history: History) -> None:
    """Copy a dataset, or a whole collection, from another open history."""
    server, other = site.server, site.server.pick(site.histories)
    if other.collections and server.chance(0.3):
        original = server.pick(other.collections)
        elements = [_copied(server, history, element) for element in original.elements]
        server.collection(history, original.name, original.type, elements, copied_from=original.hdca)
    elif other.items:
        item = server.pick(other.items)
        server.item(history, item.name, item.extension, None, copy_of=item)


def _copied(server: Server, history: History, element: Element) -> Element:
    if element.item is None:
        return Element(element.identifier, inner=[_copied(server, history, inner) for inner in element.inner])
    item = server.item(history, element.item.name, element.item.extension, None, copy_of=element.item, visible=False)
    return Element(element.identifier, item)


def convert(site: Site, history: History) -> None:
    """An implicit conversion: a job, a hidden dataset, and the row that says what it was made from."""
    server, parent = site.server, site.server.pick(history.items)
    job = server.job(history, "CONVERTER_gz_to_uncompressed", "1.0.0", 60)
    server.rows.add("job_to_input_dataset", job.id, parent.hda, 2, "input1")
    item = server.item(history, parent.name, "fastqsanger", job, visible=False)
    server.rows.add("job_to_output_dataset", job.id, item.hda, "output1")
    time = server.time()
    table = "implicitly_converted_dataset_association"
    server.rows.add(table, time, time, item.hda, parent.hda, False, False, "fastqsanger")
    server.executions += 1


def work(site: Site, history: History) -> None:
    run(site.server, history)


def map_it(site: Site, history: History) -> None:
    """Map a tool over a collection; a history without one gets one."""
    if not history.collections:
        collect(site, history)
    map_over(site.server, history, _small_enough(site.server, history.collections))


def reduce(site: Site, history: History) -> None:
    if history.collections:
        run_on_collection(site.server, history, site.server.pick(history.collections))


def _small_enough(server: Server, collections: list[Collection]) -> Collection:
    return server.pick(collections)


def run_workflow(site: Site, history: History) -> None:
    over = site.server.pick(history.collections) if history.collections and site.server.chance(0.4) else None
    invoke(site.server, history, site.server.pick(site.workflows), over)


ACTIONS: tuple[tuple[float, Callable[[Site, History], object]], ...] = (
    (0.14, upload),
    (0.18, collect),
    (0.72, work),
    (0.82, map_it),
    (0.86, reduce),
    (0.91, run_workflow),
    (0.97, copy),
    (1.00, convert),
)
"""How often each is done: cumulated shares."""
