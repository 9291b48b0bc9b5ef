"""Write a file whole or not at all."""

import os
from pathlib import Path
from tempfile import mkstemp

from cxworkshop.errors import NotWritableError


def write_aside(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, onto the disk, then move it there; a reader sees the old or the new.

    Raises
    ------
    NotWritableError
        The disk is full, the folder is missing or may not be written to; an old file is as it was.
    """
    try:
        handle, name = mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise _refusal(path, error) from error
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(_usual_mode())
        aside.replace(path)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        aside.unlink(missing_ok=True)


def _usual_mode() -> int:
    """Return the permissions that a new file would get; a temporary file is for its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _refusal(path: Path, error: OSError) -> NotWritableError:
    reason = error.strerror or str(error)
    return NotWritableError(
        f"{path} can't be written ({reason}); nothing was changed. "
        "Free some disk space or choose another folder."
    )
