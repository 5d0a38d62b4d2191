"""Input names of a job's records, made flat; pure.

For a multiple-data input Galaxy writes `name1`, `name2`, … for its members and `name` once more for the first
(galaxy/records.md 2.8). The parameter is `name`; a numbered name that is a parameter of its own stays.
"""

from __future__ import annotations

from collections.abc import Container, Iterable


def flat_inputs(recorded: Iterable[str], declared: Container[str]) -> dict[str, str]:
    """Return the parameter's name for each recorded name; `declared` are the parameters that the job's state names."""
    names = set(recorded)
    return {name: _parameter(name, names, declared) for name in names}


def _parameter(name: str, recorded: set[str], declared: Container[str]) -> str:
    base = name.rstrip("0123456789")
    if name in declared or not base or base == name or base.endswith(("|", "_")):
        return name
    if base in declared or (base in recorded and f"{base}1" in recorded):
        return base
    return name
