"""Made-up tools: ids as in the tool shed, sources as long as small real ones."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

TOPICS = ("trim", "align", "sort", "mark_duplicates", "count", "filter", "call_variants", "annotate", "plot", "report")
EXTENSIONS = ("fastqsanger.gz", "bam", "tabular", "vcf", "bed", "html", "txt", "fasta")
CHOICES = ("plain", "strict", "sensitive", "fast")


@dataclass(frozen=True)
class Tool:
    """A tool with one data input and a few parameters; `reads` is what its data input takes."""

    id: str
    name: str
    version: str
    reads: str
    outputs: tuple[tuple[str, str], ...]
    parameters: tuple[str, ...]
    source: str


def make_tools(count: int = 80) -> list[Tool]:
    """Every eighth takes a pair, every eighth a whole collection, the others a dataset."""
    random = Random(count)
    return [_tool(number, random) for number in range(count)]


def _tool(number: int, random: Random) -> Tool:
    topic, version = TOPICS[number % len(TOPICS)], f"{1 + number % 3}.{number % 7}+galaxy{number % 4}"
    reads = {3: "paired", 6: "collection"}.get(number % 8, "dataset")
    outputs = tuple((name, random.choice(EXTENSIONS)) for name in ("out_file1", "log", "report")[: 1 + number % 3 // 2])
    parameters = tuple(f"{random.choice(TOPICS)}_{index}" for index in range(2 + number % 5))
    id_ = f"toolshed.g2.bx.psu.edu/repos/iuc/{topic}_{number}/{topic}/{version}"
    name = f"{topic.replace('_', ' ').title()} {number}"
    return Tool(id_, name, version, reads, outputs, parameters, _source(topic, name, version, outputs, parameters))


def _source(topic: str, name: str, version: str, outputs: tuple[tuple[str, str], ...], names: tuple[str, ...]) -> str:
    parameters = "".join(
        f'<param name="{name}" type="text" value="{index}" label="{name}" help="{"How to do it. " * 6}"/>'
        for index, name in enumerate(names)
    )
    made = "".join(f'<data name="{output}" format="{extension}"/>' for output, extension in outputs)
    return (
        f'<tool id="{topic}" name="{name}" version="{version}" profile="23.0"><command>{topic} $input</command>'
        f'<inputs><param name="input" type="data" format="data"/>{parameters}</inputs><outputs>{made}</outputs>'
        f"<help>{'What it does, and what the columns mean. ' * 25}</help></tool>"
    )
