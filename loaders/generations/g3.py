"""G3 ("MINT"): workflow steps make tool requests too; requests say how valid they are (galaxy/records.md 0, 3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.generations.g1 import G1
from loaders.keys import ExecutionId
from loaders.resolver import Resolution, only
from loaders.source import Row

STEP_OUTPUTS = "workflow_invocation_step_output_dataset_collection_association"


class G3(G1):
    """Galaxy after July 2026. A minted request is linked as any other: by its jobs, or by what it was to make."""

    family = "G3"

    def resolve_steps(self, steps: Sequence[Row]) -> dict[int, Resolution]:
        """What its ICJ or job belongs to; without either the request that its output collections are tied to."""
        found = super().resolve_steps(steps)
        for step, execution in self._tied_steps(s["id"] for s in steps if s["id"] not in found).items():
            found[step] = Resolution(ExecutionId("te", execution), "collection")
        return found

    def _tied_steps(self, steps: Iterable[int]) -> dict[int, int]:
        column = "workflow_invocation_step_id"
        rows = list(self.source.lookup(STEP_OUTPUTS, ("dataset_collection_id",), column, steps))
        tied: dict[int, list[int]] = {}
        for hdca, request in self.tied_to({row["dataset_collection_id"] for row in rows} - {None}):
            tied.setdefault(hdca, []).append(request)
        made: dict[int, list[int]] = {}
        for row in rows:
            made.setdefault(row[column], []).extend(tied.get(row["dataset_collection_id"], ()))
        return {step: execution for step, found in made.items() if (execution := only(found)) is not None}
