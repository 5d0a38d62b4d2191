"""The sample: a small real Galaxy database that comes with the program, for `demo`, the docs and the tests."""

from __future__ import annotations

import lzma
import os
import shutil
from importlib.resources import as_file, files
from pathlib import Path

PACKED = "galaxy-demo.sqlite.xz"


def unpack(folder: Path) -> Path:
    """Write the sample database into a folder, which is made, and return its path; an older copy is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / PACKED.removesuffix(".xz")
    partial = target.with_suffix(f".{os.getpid()}.partial")
    try:
        with as_file(files(__name__) / PACKED) as packed, lzma.open(packed) as read, partial.open("wb") as write:
            shutil.copyfileobj(read, write)
        return partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
