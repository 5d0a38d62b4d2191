"""The view of a Galaxy database that does not depend on its generation: which execution a record belongs to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from loaders.resolver import Resolution
from loaders.source import Row, Source


class Output(NamedTuple):
    """A collection that an execution was to make, with or without jobs."""

    hdca: int
    output: str | None


class Membership(NamedTuple):
    """The place of a job in a map-over."""

    icj: int
    index: int | None


class Generation(ABC):
    """One generation of Galaxy's schema; a later one inherits the one before and overrides what changed."""

    name: ClassVar[str]

    def __init__(self, source: Source) -> None:
        """Read from this source."""
        self.source = source

    @abstractmethod
    def resolve_jobs(self, jobs: Iterable[int]) -> dict[int, Resolution]:
        """Return the execution of each job."""

    @abstractmethod
    def resolve_mapped(self, icjs: Iterable[int]) -> dict[int, Resolution]:
        """Return the execution of each ICJ."""

    @abstractmethod
    def resolve_steps(self, steps: Sequence[Row]) -> dict[int, Resolution]:
        """Return the execution of each workflow invocation step that has one."""

    @abstractmethod
    def jobs_of(self, captured: Iterable[int]) -> dict[int, list[int]]:
        """Return the jobs of each captured execution (`te/…`), in the order of their ids."""

    @abstractmethod
    def outputs_of(self, captured: Iterable[int]) -> dict[int, list[Output]]:
        """Return the collections that each captured execution (`te/…`) was to make."""
