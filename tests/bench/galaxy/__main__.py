"""Generate a Galaxy database, or let work go on in one."""

from __future__ import annotations

import argparse
import sys
from time import monotonic

from tests.bench.galaxy import add_executions, generate


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.galaxy", description=__doc__)
    parser.add_argument("url", help="sqlite:///PATH (made anew), or postgresql+psycopg://… of an empty database")
    parser.add_argument("--datasets", type=int, default=10_000, help="how many datasets the database is to have")
    parser.add_argument("--executions", type=int, default=0, help="add so many executions to a database that is there")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    begun = monotonic()
    if given.executions:
        sys.stdout.write(f"{add_executions(given.url, given.executions, given.seed)}\n")
    else:
        for table, rows in sorted(generate(given.url, given.datasets, given.seed).items(), key=lambda x: -x[1]):
            sys.stdout.write(f"{rows:>12,} {table}\n")
    sys.stdout.write(f"{monotonic() - begun:.1f} s\n")


if __name__ == "__main__":
    main()
