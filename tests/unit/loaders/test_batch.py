"""What one batch collects, and what it says of text that cannot be kept as it is."""

from __future__ import annotations

import pickle

from cypher import EdgeRow, NodeRow
from loaders.batch import Batch
from loaders.keys import Keys
from loaders.values import as_text

KEYS = Keys("main")
BROKEN = as_text(b"a\xff")


def test_text_that_is_mended_is_noted_for_the_row_that_wants_it():
    """Row 1 has it itself, row 2 in a list, row 3 on an edge; row 4 is in order."""
    batch = Batch()
    batch.begin(1)
    batch.node(KEYS.history(1), name=BROKEN)
    batch.begin(2)
    batch.node(KEYS.history(2), name="fine", tags=["fine", BROKEN])
    batch.begin(3)
    batch.edge("WROTE", KEYS.job(3), KEYS.dataset(1), output=BROKEN)
    batch.begin(4)
    batch.node(KEYS.history(4), name="a�")
    assert batch.problems == {
        1: ["History.name: text that is no UTF-8"],
        2: ["History.tags: text that is no UTF-8"],
        3: ["WROTE.output: text that is no UTF-8"],
    }


def test_a_batch_goes_to_another_process_and_stays_what_it_is():
    batch = Batch()
    batch.begin(7)
    batch.node(KEYS.dataset(7), name="reads", tags=["a", "b"])
    batch.own(KEYS.dataset(7), "IN_HISTORY")
    batch.edge("IN_HISTORY", KEYS.dataset(7), KEYS.history(1))
    batch.problem(7, ["odd"])
    other = pickle.loads(pickle.dumps(batch))
    assert vars(other) == vars(batch)
    assert [type(row) for row in (*other.nodes.values(), *other.edges)] == [NodeRow, EdgeRow]
    other.begin(8)
    other.node(KEYS.dataset(8))
    assert other.rows[KEYS.dataset(8).key] == {8}
