"""The first load through Neo4j's own importer: files for `neo4j-admin database import full`."""

from loaders.bulk.load import write

__all__ = ["write"]
