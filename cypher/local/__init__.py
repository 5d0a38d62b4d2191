"""The private graph server behind `local:FOLDER`."""

from cypher.local.script import run_script
from cypher.local.server import Connection, LocalServer, Status

__all__ = ["Connection", "LocalServer", "Status", "run_script"]
