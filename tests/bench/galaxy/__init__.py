"""Made-up Galaxy databases of any size, in the schema of release 26.1.2, on SQLite and PostgreSQL.

    python -m tests.bench.galaxy --datasets 100000 sqlite:////tmp/galaxy-1e5.sqlite
    python -m tests.bench.galaxy --datasets 100000 postgresql+psycopg://user@host/empty_database
    python -m tests.bench.galaxy --executions 1000 sqlite:////tmp/galaxy-1e5.sqlite      work goes on in it

The same seed gives the same rows. `work.py` says what the users do and how often.
"""

from tests.bench.galaxy.growth import Growth, add_executions, delete_rows
from tests.bench.galaxy.server import REQUESTED
from tests.bench.galaxy.work import generate

__all__ = ["REQUESTED", "Growth", "add_executions", "delete_rows", "generate"]
