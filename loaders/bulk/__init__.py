"""The first load through Neo4j's own importer: files for `neo4j-admin database import full`.

Nothing is imported here: the processes that read begin in this package too, and need less than who starts them.
"""
