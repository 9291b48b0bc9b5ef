"""What goes wrong with a workshop's database, told apart and said in a sentence."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from cxworkshop.errors import NotAWorkshopError, NotWritableError, WorkshopError

_NO_PERMISSION = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_NO_ACCESS = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR} | _NO_PERMISSION | _IN_USE

_TRY_AGAIN = "another program is using it, so try again in a moment"


def code(error: DatabaseError) -> int:
    """Return SQLite's primary error code; Python's own errors about the file's content have none."""
    found: int = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return found & 0xFF  # the rest says more exactly where it happened


@contextmanager
def plain_reading(path: Path) -> Iterator[None]:
    """Turn errors while opening or reading ``path`` into sentences.

    Raises
    ------
    NotWritableError
        The file can't be reached: SQLite needs room and permission beside it even to read.
    NotAWorkshopError
        The file is there and isn't a workshop, or is damaged.
    """
    try:
        yield
    except WorkshopError:
        raise
    except OSError as error:
        raise _unreachable(path, error.strerror or str(error), sqlite3.SQLITE_CANTOPEN) from error
    except DatabaseError as error:
        if code(error) in _NO_ACCESS:
            raise _unreachable(path, str(error.orig), code(error)) from error
        raise _damaged(path, error) from error


@contextmanager
def plain_writing(path: Path) -> Iterator[None]:
    """Turn errors while creating ``path`` or adding to it into sentences.

    Raises
    ------
    NotWritableError
        The disk is full, the folder missing, the file read-only or in use.
    NotAWorkshopError
        The file is damaged, or an event is in it already.
    """
    try:
        yield
    except WorkshopError:
        raise
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error), sqlite3.SQLITE_IOERR) from error
    except DatabaseError as error:
        if code(error) in _NO_ACCESS:
            raise _unwritable(path, str(error.orig), code(error)) from error
        if code(error) == sqlite3.SQLITE_CONSTRAINT:
            msg = f"An event came twice for {path}, so nothing was changed; record it once."
            raise NotAWorkshopError(msg) from error
        raise _damaged(path, error) from error


def _unreachable(path: Path, reason: str, number: int) -> NotWritableError:
    remedy = "check that its disk isn't full and that you may read it and write in its folder"
    remedy = _TRY_AGAIN if number in _IN_USE else remedy
    return NotWritableError(f"{path} can't be opened ({reason}); {remedy}.")


def _unwritable(path: Path, reason: str, number: int) -> NotWritableError:
    remedy = "free some disk space or choose another folder"
    if number in _NO_PERMISSION:
        remedy = "copy it to a folder that you may write in, and open the copy"
    remedy = _TRY_AGAIN if number in _IN_USE else remedy
    return NotWritableError(f"{path} can't be written ({reason}) and nothing was changed; {remedy}.")


def _damaged(path: Path, error: DatabaseError) -> NotAWorkshopError:
    if code(error) == sqlite3.SQLITE_NOTADB:
        msg = f"{path} isn't a workshop file (it can't be read as a database); open a .cxw file instead."
    else:
        msg = f"{path} is damaged ({error.orig}); open a copy of it that was kept elsewhere."
    return NotAWorkshopError(msg)
