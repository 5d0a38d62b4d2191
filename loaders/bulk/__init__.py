"""The first load through Neo4j's own importer: files for `neo4j-admin database import full`."""

from loaders.bulk.instructions import command
from loaders.bulk.load import write

__all__ = ["command", "write"]
