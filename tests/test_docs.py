"""The documents say what is so: their parts made from the code, their links, paths and names."""

import json
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from docs import reference

import browser_files
import supple.core
from supple import __version__
from supple.cli import serve
from supple.core.events import Result
from supple.core.exercise import Severity

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = reference.documents()
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
IN_CODE = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
OURS = ("src/", "tests/", "tools/", "docs/", "requirements/", "benchmarks/")
IN_PACKAGE = ("core/", "app/", "adapters/", "web/", "cli/", "data/", "static/", "templates/")


def named(path):
    return str(path.relative_to(ROOT))


@pytest.fixture(params=DOCUMENTS, ids=named)
def document(request):
    return request.param


def prose(path):
    return FENCED.sub("", path.read_text("utf-8"))


def anchors(path):
    """The names of a document's headings, as links write them."""
    heads = re.findall(r"^#+ (.*)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


def test_every_part_made_from_the_code_is_as_the_code_is(document):
    text = document.read_text("utf-8")
    assert text == reference.filled(text), "`make reference` makes it anew"


def test_every_part_stands_in_some_document():
    standing = {name for path in DOCUMENTS for name in reference.parts(path.read_text("utf-8"))}
    assert standing == set(reference.PARTS)


def test_every_link_leads_to_a_file_and_a_heading_that_are_there(document):
    for found in LINK.finditer(prose(document)):
        target, _, anchor = found["target"].partition("#")
        if "://" in target:
            continue
        path = (document.parent / target).resolve() if target else document
        assert path.exists(), found[0]
        assert not anchor or anchor in anchors(path), found[0]


def test_every_file_and_module_that_is_askedis_there(document):
    for word in IN_CODE.findall(prose(document)):
        if re.search(r"[<>…*\s]", word):
            there = not word.startswith(OURS) or any(ROOT.glob(re.sub(r"<\w+>", "*", word)))
        elif word.startswith(IN_PACKAGE):
            there = (ROOT / "src" / "supple" / word).exists()
        elif word.startswith(OURS):
            there = (ROOT / word).exists()
        else:
            continue
        assert there, f"{word} in {named(document)}"


def test_every_make_target_that_is_askedis_there(document):
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    askedtargets = re.findall(r"(?:^|`)make (\w+)", document.read_text("utf-8"), re.MULTILINE)
    assert set(askedtargets) <= set(targets)


def test_the_layers_are_those_of_the_import_contract():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = (
        one for one in project["tool"]["importlinter"]["contracts"] if one["id"] == "layers"
    )
    layers = [layer for layer in contract["layers"] if layer != "__main__"]
    sentence = " → ".join(f"`{layer}`" for layer in layers)
    assert sentence in (ROOT / "docs" / "architecture.md").read_text("utf-8")


def test_every_module_of_the_core_stands_in_its_reading_order():
    folder = ROOT / "src" / "supple" / "core"
    listed = set(re.findall(r"\w+", supple.core.__doc__))
    packages = [path.parent for path in folder.glob("*/__init__.py")]
    assert names_in(folder) | {path.name for path in packages} <= listed, "add it to the core's"
    for package in packages:
        listed = set(re.findall(r"\w+", (package / "__init__.py").read_text("utf-8")))
        assert names_in(package) <= listed, f"add it to {package.name}/__init__.py"


def names_in(folder):
    return {path.stem for path in folder.glob("*.py")} - {"__init__"}


def test_every_variable_that_is_read_is_documented():
    words = (ROOT / "docs" / "settings.md").read_text("utf-8")
    files = [ROOT / "Makefile", *(ROOT / "src").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    read = {
        name for path in files for name in re.findall(r"SUPPLE_[A-Z_]+", path.read_text("utf-8"))
    }
    assert {name for name in read if f"`{name}`" not in words} == set()


def test_the_readme_says_the_usual_address_and_shows_the_player_and_the_film():
    words = (ROOT / "README.md").read_text("utf-8")
    assert f"http://{serve.HOST}:{serve.USUAL_PORT}/" in words
    assert (ROOT / "docs" / "player.png").stat().st_size <= 300_000
    assert (ROOT / "docs" / "demonstration.webp").stat().st_size <= 1_500_000


def test_everything_served_is_in_the_notice_with_its_version_and_licence():
    notice = (ROOT / "NOTICE").read_text("utf-8")
    packages = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    assert {served.package for served in browser_files.SERVED} == set(packages)
    for served in browser_files.SERVED:
        assert f"{served.package} {packages[served.package]}" in notice
        assert served.notice in notice
    assert {served.license for served in browser_files.SERVED} == {"Apache-2.0", "MIT", "OFL-1.1"}


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packages = json.loads((ROOT / "package.json").read_text("utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *chain(*project["project"]["optional-dependencies"].values()),
        *(one for one in chain(*project["dependency-groups"].values()) if isinstance(one, str)),
    ]
    names = {re.match(r"[\w-]+", one)[0] for one in asked}
    names |= {*packages["dependencies"], *packages["devDependencies"]}
    words = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text("utf-8")
    assert {name for name in names if name not in words} == set()


def test_the_pose_model_is_pinned_to_the_versions_that_report_nothing():
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    packages = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    decision = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text("utf-8")
    assert "mediapipe==0.10.30" in project
    assert "mediapipe 0.10.30" in decision
    assert f"@mediapipe/tasks-vision {packages['@mediapipe/tasks-vision']}" in decision


def test_the_words_for_the_results_and_severities_are_in_the_glossary():
    words = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    for one in (*Result, *Severity):
        assert one.value.replace("_", " ") in words


def test_the_version_is_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == __version__
    assert project["readme"] == "README.md"
