"""Compare: two executions, results or runs of workflows side by side."""

from explorer.compare.compare import compare
from explorer.compare.model import Comparison, Feed, Member, Run, Setting, Side, Source, Step, Value

__all__ = ["Comparison", "Feed", "Member", "Run", "Setting", "Side", "Source", "Step", "Value", "compare"]
