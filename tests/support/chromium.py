"""A real Chromium, the machine's own, driven by playwright."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import programs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

# On top of playwright's own: nothing is asked of any other host, and no screen is needed.
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def camera_flags(video: Path) -> list[str]:
    """A camera that shows a file (.mjpeg or .y4m), over and over, and is allowed unasked."""
    return [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={video.resolve()}",
    ]


def launch(playwright: Playwright, *extra: str, camera: Path | None = None) -> Browser:
    """Start a browser with an empty profile; it is the caller's to close."""
    path = programs.browser()
    assert path, "no browser is installed: `make test` sees to it"
    # playwright adds --no-sandbox, which root needs and an unprivileged container too.
    return playwright.chromium.launch(
        executable_path=path,
        headless=True,
        args=[*FLAGS, *(camera_flags(camera) if camera else []), *extra],
    )
