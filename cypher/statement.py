"""One Cypher statement as it stands in a file."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its name (`topic/name`), its text and what its leading comment says."""

    name: str
    text: str

    @property
    def about(self) -> str:
        """The leading comment: what the statement answers and what it returns."""
        lines = []
        for line in self.text.splitlines():
            if not line.startswith("//"):
                break
            lines.append(line.removeprefix("//").strip())
        return "\n".join(lines)

    @property
    def body(self) -> str:
        """The text without its comment lines."""
        return "\n".join(line for line in self.text.splitlines() if not line.lstrip().startswith("//")).strip()

    @property
    def parameters(self) -> frozenset[str]:
        """The names of its `$parameters`."""
        return frozenset(_PARAMETER.findall(self.body))
