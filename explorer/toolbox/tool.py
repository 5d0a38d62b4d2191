"""A tool that was found, and what a toolbox must be able to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from explorer.tools.forms import Form

Strategy = Literal["toolbox", "rebuild"]
"""`toolbox`: the tool as Galaxy has it installed now. `rebuild`: as it was, from the source that Galaxy kept."""


class Toolbox(Protocol):
    """A Galaxy's installed tools. What it cannot say it does not know: no method raises when Galaxy is away."""

    def tool(self, tool_id: str, version: str | None) -> Mapping[str, Any] | None:
        """Return a tool as `GET /api/tools/{id}` describes it with its inputs; None when there is none."""

    def names(self) -> Mapping[str, str]:
        """Return what the tools are called, by tool id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTool:
    """A tool. `strategy` says by which way it was found, which may be the other one than was asked for."""

    id: str | None
    version: str | None
    name: str | None
    description: str | None
    form: Form
    strategy: Strategy
