"""Keeps the chatter of native libraries from standard error; our own sentences still reach it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def native_quiet() -> Iterator[None]:
    """While it lasts, what native code writes to file descriptor 2 goes nowhere.

    MediaPipe logs how it builds its graphs, FFmpeg what it thinks of a broken file. `sys.stderr`
    is led around it. Where standard error is not descriptor 2, nothing is changed.
    """
    ours = sys.stderr
    try:
        if ours.fileno() != 2:
            yield
            return
    except (OSError, ValueError, AttributeError):
        yield
        return
    ours.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    sys.stderr = os.fdopen(kept, "w", buffering=1, errors="backslashreplace", closefd=False)
    try:
        yield
    finally:
        sys.stderr.flush()
        sys.stderr = ours
        os.dup2(kept, 2)
        os.close(kept)
