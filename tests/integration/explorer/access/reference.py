"""Who may read what, said once more in plain Python: the model that the answers are held against."""

from __future__ import annotations

from dataclasses import dataclass

from explorer import Caller
from tests.integration.explorer.access.worlds import World


@dataclass(frozen=True)
class Model:
    """What one caller may read of one world."""

    world: World
    caller: Caller

    @property
    def user(self) -> int | None:
        return self.caller.user_id if self.caller.instance in {None, self.world.instance} else None

    def reads(self, short: str) -> bool:
        """Tell whether the caller may read what is called so (`hda/3`, `te/1`, `history/2`, `wi/1`, `wis/1`)."""
        kind, number = short.split("/")
        if self.caller.is_admin:
            return True
        if kind == "history":
            history = self.world.histories[int(number)]
            return bool(history.open) or (self.user is not None and self.user in {history.owner, *history.shared})
        if kind == "wi":
            return self.reads(f"history/{self.world.invocations[int(number)]}")
        if kind == "wis":
            return self.reads(f"wi/{self.world.executions[int(number)].invocation}")
        if kind in {"hda", "hdca"}:
            item = self.world.items[short]
            held = self.caller.roles if self.user is not None else frozenset()
            return self.reads(f"history/{item.history}") and (kind == "hdca" or item.roles <= held)
        execution = self.world.executions[int(number)]
        told = execution.outputs or execution.inputs
        owner = self.world.histories[execution.ran_in].owner
        return any(map(self.reads, told)) or (owner is not None and owner == self.user)
