"""Customer-experience strategy workshops on the firm's own data.

Importing the package is cheap; what is heavy is imported where it is used.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxworkshop.live.session import Session

__version__ = "0.1.0"
__all__ = ["__version__", "open_workshop"]


def open_workshop(path: str | Path | None = None) -> Session:
    """Open a workshop file for a notebook.

    Parameters
    ----------
    path
        The ``.cxw`` file, or ``postgresql://USER@HOST/DATABASE``; by default the one that
        ``cxworkshop run`` or ``cxworkshop lab`` was given.

    Raises
    ------
    NotAWorkshopError
        No file was named, or it isn't a workshop file.
    """
    from cxworkshop.errors import NotAWorkshopError  # noqa: PLC0415 - keeps `import cxworkshop` light
    from cxworkshop.live.places import read_place  # noqa: PLC0415
    from cxworkshop.live.session import open_session  # noqa: PLC0415
    from cxworkshop.settings import workshop_file  # noqa: PLC0415

    chosen = path or workshop_file()
    if chosen is None:
        msg = "No workshop file is named; open the notebook with: cxworkshop lab FILE"
        raise NotAWorkshopError(msg)
    return open_session(chosen if isinstance(chosen, Path) else read_place(chosen))
