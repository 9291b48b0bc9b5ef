import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxworkshop.apps.priority import STEPS_BACK

_TELLS = """
import os
from pathlib import Path
from cxworkshop.apps.priority import step_back
step_back()
group = Path("/proc/self/autogroup")
print(os.nice(0), group.read_text().split()[-1] if group.exists() else "none")
"""


@pytest.mark.skipif(not hasattr(os, "nice"), reason="this system has no nice")
def test_a_kernel_lets_the_room_go_first():
    told = subprocess.check_output([sys.executable, "-c", _TELLS], text=True, start_new_session=True)
    session = str(STEPS_BACK) if Path("/proc/self/autogroup").exists() else "none"
    assert told.split() == [str(min(os.nice(0) + STEPS_BACK, 19)), session]


def test_every_kernel_is_told_so(tmp_path):
    from cxworkshop.apps.pages import _quiet_ipython  # noqa: PLC0415 - Voilà only here

    profile = Path(_quiet_ipython(tmp_path)) / "profile_default"
    assert "step_back()" in (profile / "ipython_kernel_config.json").read_text()
