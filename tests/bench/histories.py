"""Made-up histories with the shapes that real ones have: map-overs, chains, fan-outs, hubs, loose uploads."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from explorer.layout import Card, Link

TOOLS = (
    "Trim reads",
    "Align reads",
    "Sort alignments",
    "Mark duplicates",
    "Count features",
    "Filter table",
    "Call variants",
)
NAMES = (
    "Trimmed read pairs",
    "Alignments",
    "SRR1039508_GSM1275862_forward_paired.fastq.gz",
    "Differential expression, heat against control",
    "MultiQC: Webpage",
    "Counts",
)


@dataclass
class History:
    """Cards and links as they come up when somebody works: `seed` decides what is done."""

    random: Random
    cards: list[Card] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def item(self, count: int | None = None) -> int:
        kind = "dataset" if count is None else "collection"
        name = f"{self.random.choice(NAMES)} on data {len(self.cards)}"
        return self._add(Card(len(self.cards), kind, name, count, (len(self.cards),)))

    def run(self, inputs: list[int], outputs: int, count: int | None = None, *, mapped: bool = False) -> list[int]:
        execution = self._add(
            Card(len(self.cards), "execution", self.random.choice(TOOLS), count if mapped else None, (len(self.cards),))
        )
        for item in dict.fromkeys(inputs):
            many = self.cards[item].kind == "collection"
            self.links.append(Link(item, execution, "input", mapped=many and mapped, whole=many and not mapped))
        made = [self.item(count) for _ in range(outputs)]
        self.links.extend(Link(execution, item, "output") for item in made)
        return made

    def _add(self, card: Card) -> int:
        self.cards.append(card)
        return len(self.cards) - 1


def history(size: int, seed: int = 1) -> tuple[list[Card], list[Link]]:
    """About `size` cards: analyses of 10 to 60 steps over shared references, with loose uploads between them."""
    made = History(Random(seed))
    hubs = [made.item() for _ in range(3)]
    while len(made.cards) < size:
        if made.random.random() < 0.3:
            made.item()
        else:
            analysis(made, hubs, made.random.randint(10, 60))
    return made.cards[:size], [link for link in made.links if max(link.source, link.target) < size]


def analysis(made: History, hubs: list[int], steps: int) -> None:
    """A main chain that is mapped over, with reports beside it, reductions and a summary at its end."""
    count = made.random.choice((None, 6, 24, 96))
    items = [made.item(count)]
    for _ in range(steps):
        chance = made.random.random()
        inputs = [items[-1]]
        if chance < 0.25:
            inputs.append(made.random.choice(hubs))
        elif chance < 0.4:
            inputs.append(made.random.choice(items))
        outputs = made.run(inputs, made.random.choice((1, 1, 1, 2, 3)), count, mapped=count is not None)
        if chance < 0.75:
            items.append(outputs[0])
    made.run(made.random.sample(items, min(len(items), 4)), 1)


def chain(size: int) -> tuple[list[Card], list[Link]]:
    """One long chain of steps."""
    made = History(Random(1))
    item = made.item()
    while len(made.cards) < size:
        item = made.run([item], 1)[0]
    return made.cards, made.links


def fan(size: int) -> tuple[list[Card], list[Link]]:
    """One file, used by many tools whose results come together in one table."""
    made = History(Random(1))
    item = made.item()
    made.run([made.run([item], 1)[0] for _ in range(size // 2)], 1)
    return made.cards, made.links


def hub(size: int) -> tuple[list[Card], list[Link]]:
    """One reference that each step of long chains reads."""
    made = History(Random(1))
    reference = made.item()
    while len(made.cards) < size:
        item = made.item()
        for _ in range(50):
            item = made.run([item, reference], 1)[0]
    return made.cards, made.links


def samples(size: int) -> tuple[list[Card], list[Link]]:
    """Many samples, each by itself through the same six steps, merged at the end."""
    made = History(Random(1))
    reference, last = made.item(), []
    while len(made.cards) < size:
        item = made.item()
        for step in range(6):
            item = made.run([item, reference] if step == 1 else [item], 2)[0]
        last.append(item)
    made.run(last, 1)
    return made.cards, made.links


def loose(size: int) -> tuple[list[Card], list[Link]]:
    """Uploads that nobody used."""
    made = History(Random(1))
    for _ in range(size):
        made.item()
    return made.cards, made.links


SHAPES = {"history": history, "chain": chain, "fan": fan, "hub": hub, "samples": samples, "loose": loose}
