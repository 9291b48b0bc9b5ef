"""Who goes first on a busy machine: the room, before pages that are being drawn."""

import os
from contextlib import suppress
from pathlib import Path

STEPS_BACK = 10
"""How far (0 not at all, 19 most) a kernel steps back; the room gets about nine times its share."""


def step_back() -> None:
    """Let others go first: this process, and on Linux its session, which shares the machine as one.

    Kernels call it on starting: five pages opened at once must not keep thirty phones waiting. Where the
    system knows neither, nothing changes.
    """
    with suppress(AttributeError, OSError):  # Windows has no nice
        os.nice(STEPS_BACK)
    # With the kernel's autogroups, nice counts only among the processes of one session.
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(STEPS_BACK))
