"""What `doctor` finds."""

from __future__ import annotations

from dataclasses import dataclass

from api.commands.exits import DONE


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one thing; `code` is the exit code that a problem stands for."""

    subject: str
    is_fine: bool
    says: str
    code: int = DONE
