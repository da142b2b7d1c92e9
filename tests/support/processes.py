"""Programs that tests start."""

from __future__ import annotations

import shutil


def while_we_live(signal: str) -> list[str]:
    """Put before a command: it gets the signal ("INT", "TERM") when this process is gone.

    Fixtures end what they started; this is for a run that is killed. Linux only; elsewhere [].
    """
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", signal] if setpriv else []
