"""Names that people gave to results by hand. Pure.

They matter to more than the eye: for a tool that writes the names of its inputs into what it makes, a dataset is what
it is called, so a workflow that makes the same has to rename it as well.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from explorer.tools.forms import Form

SUBSTITUTED: Final = re.compile(r"\$\{[^}]*\}|\$[\w.]+")
"""What Galaxy fills in a label with when the tool runs."""

UNWRITTEN: Final = ("#{", "${")
"""What Galaxy would fill in within a new name: a name that has it by itself cannot be given."""


def name_by_hand(name: str | None, form: Form | None, output: str) -> str | None:
    """Return the name of an output if its tool did not give it; None also where nobody can tell."""
    if not name or form is None or output not in form.outputs or any(mark in name for mark in UNWRITTEN):
        return None
    label = form.outputs[output] or f"{form.name}${{on}}"
    if "#" in label or _as_named_by_tool(label).fullmatch(name):
        return None
    return name


@lru_cache(maxsize=512)
def _as_named_by_tool(label: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in SUBSTITUTED.split(label)), re.DOTALL)
