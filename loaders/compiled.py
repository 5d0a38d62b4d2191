"""Statements compiled once, for the driver itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Self

import sqlalchemy as sa


class Compiled(NamedTuple):
    """A statement as the driver takes it; `order` are the names of its parameters where they have places."""

    text: str
    names: tuple[str, ...]
    given: Mapping[str, Any]
    order: Sequence[str] | None

    @classmethod
    def of(cls, statement: sa.Select[Any], dialect: sa.Dialect) -> Self:
        """Compile a statement."""
        compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        names = tuple(column.name for column in statement.selected_columns)
        return cls(str(compiled), names, compiled.params, compiled.positiontup)

    def arguments(self, parameters: Mapping[str, object]) -> Any:
        """Return the parameters as the driver takes them."""
        found = {**self.given, **parameters}
        return found if self.order is None else [found[name] for name in self.order]
