"""What has changed in Galaxy's database since the last sync, table by table, as rows of streams to be read again."""

from __future__ import annotations

from loaders.feeds.base import Feed, Following
from loaders.feeds.rules import feeds_of

__all__ = ["Feed", "Following", "feeds_of"]
