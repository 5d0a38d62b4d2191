"""Where the graphs of a user are, and how a Galaxy may be called in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from api.errors import BadConfiguration

APPLICATION: Final = "galaxy-lineage"
DEFAULT_INSTANCE: Final = "main"
INSTANCE: Final = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}"
DEFAULT_PORT: Final = 8765


def data_folder() -> Path:
    """Where the graphs of this user are."""
    return user_data_path(APPLICATION, appauthor=False)


def default_graph() -> str:
    """The address of the graph that is used when nobody names one."""
    return f"local:{data_folder() / 'graph'}"


def require_instance(name: str) -> str:
    """Give the name back, or raise `BadConfiguration` when it cannot be one of an instance."""
    if not re.fullmatch(INSTANCE, name):
        raise BadConfiguration("An instance is named by letters, digits, `.`, `_` and `-`: such as main.")
    return name
