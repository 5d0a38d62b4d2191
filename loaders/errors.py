"""What can go wrong between us and Galaxy's database.

LoadersError                exit code
├── SourceNotFound          2   no such file, or no such database
├── NotGalaxy               2   a database, but not Galaxy's
├── BadSourceUrl            2   not an address of a database that we can read
├── BadInstance             2   not a name that keys can begin with
├── BadFolder               2   not a new folder for the files of a bulk load
├── NoSuchHistory           2   a history that was asked for is not there
├── SourceUnavailable       3   the database server does not answer
│   ├── SourceConflict      3   a standby ended our read
│   ├── SourceLocked        3   somebody, such as a migration, keeps a table locked
│   ├── SourceSlow          3   a timeout of ours ended the read
│   └── SourcePooled        3   not the server but a pooler, which does not let our safety settings through
└── SourceRefused           4   the server refuses the user, or the user may not read a table
"""

from __future__ import annotations

from typing import ClassVar


class LoadersError(Exception):
    """Galaxy's database could not be read."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class SourceNotFound(LoadersError):
    """There is no such database: check the path or the name in the address."""

    exit_code = 2


class NotGalaxy(LoadersError):
    """This is no Galaxy database: give the address of the database that Galaxy's `database_connection` names."""

    exit_code = 2


class BadSourceUrl(LoadersError):
    """This is no address of a database: use sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME."""

    exit_code = 2


class BadInstance(LoadersError):
    """The name of an instance is made of letters, digits, `_`, `.` and `-`, 64 at most: choose another one."""

    exit_code = 2


class BadFolder(LoadersError):
    """The files of a bulk load go into a new folder: name another one."""

    exit_code = 2


class NoSuchHistory(LoadersError):
    """Galaxy has no such history: give the decimal id that its database has."""

    exit_code = 2


class SourceUnavailable(LoadersError):
    """The database server does not answer: check that it runs and that the address is right."""

    exit_code = 3


class SourceConflict(SourceUnavailable):
    """The standby ended our read, for the primary removed what it looked at: run again, the sync goes on from there."""


class SourceLocked(SourceUnavailable):
    """A table of Galaxy's is locked, perhaps by a migration: run again when that is done."""


class SourceSlow(SourceUnavailable):
    """Galaxy's database took too long, so we let go of it: run again, the sync goes on from there."""


class SourcePooled(SourceUnavailable):
    """This is a connection pooler that refuses our read-only settings: give the address of PostgreSQL itself."""


class SourceRefused(LoadersError):
    """The database refuses this user: check the password, and grant SELECT on all tables."""

    exit_code = 4
