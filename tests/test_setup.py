"""What set-up pins, makes and serves."""

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest

import pose_bundle
from browser_files import VENDOR

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "node_modules" / "@mediapipe" / "pose"


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def names_of(requirements):
    return {re.split(r"[^a-z0-9-]", text.strip().lower())[0] for text in requirements}


@pytest.mark.parametrize("kind", ["full", "lite"])
def test_the_landmarker_reads_the_bundle(kind):
    vision = pytest.importorskip("mediapipe.tasks.python.vision")
    from mediapipe.tasks.python import BaseOptions

    path = VENDOR / "models" / f"pose_landmarker_{kind}.task"
    options = vision.PoseLandmarkerOptions(base_options=BaseOptions(model_asset_path=str(path)))
    with vision.PoseLandmarker.create_from_options(options) as landmarker:
        assert landmarker is not None


def test_a_part_that_is_not_the_pinned_one_is_refused(tmp_path):
    for name in pose_bundle.INPUTS:
        shutil.copy(MODELS / name, tmp_path)
    changed = tmp_path / "pose_landmark_lite.tflite"
    changed.write_bytes(changed.read_bytes()[:-1] + b"?")
    with pytest.raises(SystemExit, match=r"pose_landmark_lite\.tflite is not the file expected"):
        pose_bundle.build(tmp_path, tmp_path / "made")
    assert not list(tmp_path.glob("made/*"))


def test_whatever_is_served_has_its_licence_beside_it():
    listing = json.loads((VENDOR / "third_party.json").read_text("utf-8"))["third_party"]
    folders = {path.name for path in VENDOR.iterdir() if path.is_dir()} - {"licenses"}
    assert folders == {entry["folder"] for entry in listing}
    for entry in listing:
        assert (VENDOR / entry["license_file"]).stat().st_size > 1000
        assert entry["notice"]


def test_the_pins_stand():
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    assert package["dependencies"]["@mediapipe/tasks-vision"] == "0.10.35"
    assert any(
        line.startswith("mediapipe==0.10.30;") for line in project()["project"]["dependencies"]
    )
    for version in (package["dependencies"] | package["devDependencies"]).values():
        assert re.fullmatch(r"[\d.]+", version), "exact versions only"


def test_the_lock_files_name_no_registry():
    for lock in [*(ROOT / "requirements").iterdir(), ROOT / "package-lock.json"]:
        text = lock.read_text("utf-8")
        assert "resolved" not in text
        addresses = re.findall(r'"?(\w*)"?:? *"?https?://', text)
        assert set(addresses) <= {"url"}, f"{lock} names an address"  # of a package's sponsors


def test_every_dependency_says_why_it_is_there():
    page = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text("utf-8")
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    python = project()
    wanted = names_of(python["project"]["dependencies"])
    wanted |= names_of(python["project"]["optional-dependencies"]["postgres"])
    wanted |= names_of(x for x in python["dependency-groups"]["dev"] if isinstance(x, str))
    wanted |= set(package["dependencies"] | package["devDependencies"])
    assert {name for name in wanted if name not in page} == set()
