"""What goes wrong with a workshop on a PostgreSQL server, said in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError

from cxworkshop.errors import NotAWorkshopError, NotWritableError, WorkshopError, server_said

_LOGIN = ("password", "role ", "pg_hba", "authentication")
"""What PostgreSQL's messages say where it refuses a login."""


@contextmanager
def plain_server(name: str) -> Iterator[None]:
    """Turn errors while using the workshop ``name`` into sentences.

    Raises
    ------
    NotWritableError
        The server can't be reached, is full or in use, or refuses this user.
    NotAWorkshopError
        An event is in the workshop already, or its tables aren't as they should be.
    """
    try:
        yield
    except DBAPIError as error:
        fault = error.orig if isinstance(error.orig, psycopg.Error) else psycopg.Error(str(error.orig))
        raise _sentence(name, fault) from error
    except psycopg.Error as error:  # SQLAlchemy hands on what connecting raises
        raise _sentence(name, error) from error


def _sentence(name: str, error: psycopg.Error) -> WorkshopError:
    said = _said(error)
    match error:
        case errors.UniqueViolation():
            return NotAWorkshopError(
                f"An event came twice for {name}, so nothing was changed; record it once."
            )
        case errors.LockNotAvailable():
            remedy = "another program is using it, so try again in a moment"
        case errors.InsufficientPrivilege() | errors.ReadOnlySqlTransaction():
            remedy = "ask whoever keeps the database for the right to read and write there"
        case errors.DiskFull():
            remedy = "the server's disk is full, so free some space there and try again"
        case psycopg.OperationalError() if any(word in said for word in _LOGIN):
            remedy = (
                "passwords are taken from the environment variable PGPASSWORD or the file ~/.pgpass, never "
                "from the address, so check user and password there"
            )
        case psycopg.OperationalError():
            remedy = "check the address, and that the server runs and has this database"
        case _:
            msg = (
                f"{name} is damaged or holds something else ({said}); restore a copy that was kept elsewhere."
            )
            return NotAWorkshopError(msg)
    return NotWritableError(f"{name} can't be used ({said}); {remedy}.")


def _said(error: psycopg.Error) -> str:
    return server_said(error.diag.message_primary or str(error) or type(error).__name__)
