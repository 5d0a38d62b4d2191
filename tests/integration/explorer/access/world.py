"""Small worlds with users: who owns which history, whom it is shared with, and what lies in it.

    people(graph, '''
        alice owns history:1          bob reads history:1          history:2 is published
    ''')

`alice` is user 1, `bob` user 2, `carol` user 3.
"""

from __future__ import annotations

import re

from cypher import EdgeRow, Graph, NodeRow
from explorer import ADMIN, ANONYMOUS, Caller

USERS = {"alice": 1, "bob": 2, "carol": 3}
EDGES = {"owns": "OWNS", "reads": "MAY_READ"}
_WORDS = re.compile(r"(\w+) (owns|reads) history:(\d+)|history:(\d+) is (\w+)")


def people(graph: Graph, text: str) -> None:
    """Add users, whose histories are whose, and what is open to all; the histories get a name each."""
    edges: list[EdgeRow] = []
    open_to_all: dict[str, dict[str, bool]] = {}
    for who, how, number, another, word in _WORDS.findall(text):
        if who:
            history = f"main/history/{number}"
            edges.append(EdgeRow(EDGES[how], "User", f"main/user/{USERS[who]}", "History", history))
            open_to_all.setdefault(history, {})
        else:
            open_to_all[f"main/history/{another}"] = {word: True}
    nodes = [NodeRow("User", f"main/user/{number}", {"username": name}) for name, number in USERS.items()]
    nodes += [
        NodeRow("History", key, {"name": f"History {key.rsplit('/', 1)[1]}"} | flags)
        for key, flags in open_to_all.items()
    ]
    graph.writer().apply(nodes, edges)


def caller(name: str, *roles: int) -> Caller:
    """Return a caller by name: a user, `admin` or `anonymous`."""
    if name == "admin":
        return ADMIN
    return ANONYMOUS if name == "anonymous" else Caller(USERS[name], roles=frozenset(roles))
