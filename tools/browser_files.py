"""Copy the third-party files that the page uses from node_modules to where they are served.

    python tools/browser_files.py

They come from npm at the versions of package-lock.json and are served by ourselves: the page
asks no other host for anything. A folder's name carries the version, so that a browser may keep
its files for good. The licences of what is served go with it, for the page that names them.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pose_bundle

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "supple" / "web" / "static" / "vendor"
OWN_LICENSE = ROOT / "LICENSE"  # the text of Apache-2.0, for packages that only name it


class Served(NamedTuple):
    """One npm package: which of its files go where, and what its licence asks to be shown."""

    package: str
    folder: str  # "{version}" is filled in
    files: dict[str, str]  # a pattern in the package: where its files go in the folder
    what: str
    license: str
    notice: str
    license_file: str = ""


SERVED = (
    Served(
        package="@mediapipe/tasks-vision",
        folder="tasks-vision-{version}",
        files={
            "vision_bundle.mjs": "vision_bundle.mjs",
            # Only the build for module workers: ours is one.
            "wasm/vision_wasm_module_internal.js": "wasm/vision_wasm_module_internal.js",
            "wasm/vision_wasm_module_internal.wasm": "wasm/vision_wasm_module_internal.wasm",
            # For tsc, not for the browser; wheels leave it out.
            "vision.d.ts": "vision_bundle.d.mts",
        },
        what="finds the body's landmarks in the camera picture, on this device",
        license="Apache-2.0",
        notice="Copyright The MediaPipe Authors",
    ),
    Served(
        package="@mediapipe/pose",
        folder="models",
        files={},  # pose_bundle makes two files of its parts
        what="the BlazePose models, repackaged with a note on how a picture is read",
        license="Apache-2.0",
        notice="Copyright The MediaPipe Authors",
    ),
    Served(
        package="three",
        folder="three-{version}",
        files={
            "build/three.module.min.js": "three.module.min.js",
            "build/three.core.min.js": "three.core.min.js",
        },
        what="draws the moving figure with the graphics chip of this device",
        license="MIT",
        notice="Copyright © 2010-2026 three.js authors",
        license_file="LICENSE",
    ),
    Served(
        package="@fontsource-variable/source-sans-3",
        folder="source-sans-3-{version}",
        files={
            "wght.css": "wght.css",
            "wght-italic.css": "wght-italic.css",
            "files/*-wght-*.woff2": "files/",
        },
        what="the typeface Source Sans 3",
        license="OFL-1.1",
        notice="Copyright 2023 Adobe, with Reserved Font Name 'Source'",
        license_file="LICENSE",
    ),
)


def version(package: str) -> str:
    """The version that stands in node_modules, which npm has checked against the lock."""
    data = json.loads((MODULES / package / "package.json").read_text("utf-8"))
    return str(data["version"])


def copy(served: Served, folder: Path) -> None:
    source = MODULES / served.package
    for pattern, place in served.files.items():
        found = sorted(source.glob(pattern))
        if not found:
            raise SystemExit(f"{served.package} has no {pattern}: was its version changed?")
        for file in found:
            target = folder / place / file.name if place.endswith("/") else folder / place
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def third_party(licenses: Path) -> list[dict[str, str]]:
    """Copy each licence once, and list who made what under which."""
    licenses.mkdir(parents=True, exist_ok=True)
    entries = []
    for served in SERVED:
        text = MODULES / served.package / served.license_file if served.license_file else None
        shutil.copyfile(text or OWN_LICENSE, licenses / f"{served.license}.txt")
        entries.append(
            {
                "name": served.package,
                "version": version(served.package),
                "folder": served.folder.format(version=version(served.package)),
                "what": served.what,
                "license": served.license,
                "license_file": f"licenses/{served.license}.txt",
                "notice": served.notice,
            }
        )
    return entries


def main() -> None:
    """Make the folder anew beside the old one, then put it in its place."""
    fresh = VENDOR.with_name("vendor.part")
    shutil.rmtree(fresh, ignore_errors=True)
    for served in SERVED:
        copy(served, fresh / served.folder.format(version=version(served.package)))
    pose_bundle.build(MODULES / "@mediapipe" / "pose", fresh / "models")
    listing = {"third_party": third_party(fresh / "licenses")}
    (fresh / "third_party.json").write_text(json.dumps(listing, indent=2) + "\n", "utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.replace(VENDOR)


if __name__ == "__main__":
    main()
