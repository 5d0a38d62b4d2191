"""The private graph server behind `local:FOLDER`."""

from cypher.local.server import Connection, LocalServer, Status

__all__ = ["Connection", "LocalServer", "Status"]
