"""Exercise files onto the core's types: whole, exact, and every fault of every file told."""

import tomllib
from types import MappingProxyType

import pytest

from supple.adapters.catalogue_toml import EXERCISES, load, own
from supple.core.catalogue.catalogue import Catalogue
from supple.core.errors import CatalogueError
from supple.core.exercise import Comparison, Exercise, PhaseKind, Severity, View

COBRA = (EXERCISES / "cobra.toml").read_text(encoding="utf-8")
MARCH = (EXERCISES / "wu_march.toml").read_text(encoding="utf-8")
BESIDE = own()


def told(folder, **changes):
    """The faults of a folder that holds these files, built beside our own."""
    for name, text in changes.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.toml").write_bytes(data)
    with pytest.raises(CatalogueError) as caught:
        load(folder, beside=BESIDE)
    return [str(problem) for problem in caught.value.problems]


def changed(text, *pairs):
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def test_a_file_becomes_the_cores_own_values():
    cobra = BESIDE["cobra"]
    assert type(cobra) is Exercise
    assert cobra.dose.hold_s is not None
    assert (cobra.dose.hold_s.low, cobra.dose.hold_s.target, cobra.dose.hold_s.high) == (
        10,
        20,
        30,
    )
    assert [phase.kind for phase in cobra.phases] == [*list(PhaseKind)[:2], PhaseKind.EXIT]
    (head,) = (c for c in cobra.criteria if c.id == "head_not_back")
    assert (head.comparison, head.severity) == (Comparison.AT_MOST, Severity.SAFETY)
    assert (head.good.low, head.good.high, head.limit.high) == (None, 15, 30)
    assert cobra.camera.second_view is View.FRONT
    assert cobra.words().say[0][0] == "Lie on your stomach, legs long."


def test_nothing_in_the_file_is_lost(tmp_path):
    """Every value written down is in the exercise, under the same name."""

    def inside(table, value, path):
        for key, said in table.items():
            read = value[key] if isinstance(value, MappingProxyType) else getattr(value, key)
            if isinstance(said, dict):
                inside(said, read, (*path, key))
            elif isinstance(said, list) and said and isinstance(said[0], dict):
                for one, other in zip(said, read, strict=True):
                    inside(one, other, (*path, key))
            else:
                assert plain(read) == plain(said), (*path, key)

    def plain(value):
        return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value

    for file in EXERCISES.glob("*.toml"):
        inside(tomllib.loads(file.read_text(encoding="utf-8")), BESIDE[file.stem], (file.stem,))


def test_what_is_read_cannot_be_changed():
    text = BESIDE["cobra"].text
    with pytest.raises(TypeError):
        text["de"] = text["en"]


def test_five_planted_faults_are_all_told_in_plain_sentences(tmp_path):
    found = told(
        tmp_path,
        cobra=changed(
            COBRA,
            ("level = 3", 'level = "three"'),  # a wrong type
            ('category = "extension"', 'category = "bending"'),  # a wrong choice
            ('start_posture = "prone"\n', ""),  # a missing key
            ("needs_warm_up", "needs_warmup"),  # a misspelt key, so two faults
            ("good = { high = 0.12 }", "good = { most = 0.12 }"),  # a misspelt key inside
        ),
    )
    assert found == [
        'cobra.toml: category: is "bending"; write one of warm_up, extension, strength, flexion, '
        "lateral, rotation, inversion, mobility, recovery or office",
        'cobra.toml: level: is "three"; a whole number is expected',
        "cobra.toml: needs_warm_up: is missing",
        "cobra.toml: start_posture: is missing",
        "cobra.toml: criteria (pelvis_on_floor).good.most: is not a key of an exercise file; "
        "known here: high, low",
        "cobra.toml: needs_warmup: is not a key of an exercise file; "
        'did you mean "needs_warm_up"?',
    ]


def test_sketches_of_an_older_file_are_said_to_be_read_no_more(tmp_path):
    old = COBRA + '\n[[sketches]]\nphase = "start"\n'
    assert told(tmp_path, cobra=old) == [
        "cobra.toml: sketches: is not read any more; an exercise is drawn from its [[poses]], "
        "so take it out"
    ]


def test_the_faults_of_all_files_are_told_together(tmp_path):
    found = told(
        tmp_path,
        cobra=changed(COBRA, ("level = 3", "level = 9"), ('"cobra_low"]', '"cobra_lo"]')),
        wu_march="id = \n",
        other=changed(MARCH, ('id = "wu_march"', 'id = "wu_walk"')),
    )
    assert [line.split(": ")[0] for line in found] == [
        "other.toml", "wu_march.toml", "cobra.toml", "cobra.toml",
    ]  # fmt: skip
    assert "goes from 1 (first) to 5 (hardest)" in found[2]
    assert 'there is no exercise "cobra_lo"; did you mean "cobra_low"?' in found[3]


def test_broken_toml_is_told_with_its_line(tmp_path):
    (found,) = told(tmp_path, cobra=changed(COBRA, ("level = 3", "level 3")))
    assert found.startswith("cobra.toml: is not TOML as it stands: ")
    assert "line 6" in found


def test_a_file_that_is_not_text_is_told(tmp_path):
    (found,) = told(tmp_path, cobra=b'id = "\xff\xfe"')
    assert found == "cobra.toml: is not text in UTF-8 (byte 6); save it as UTF-8"


def test_the_name_of_a_file_is_the_id_of_its_exercise(tmp_path):
    (found,) = told(tmp_path, snake=COBRA)
    assert found == (
        'snake.toml: id: is "cobra", but the file is called snake.toml; the two are the same'
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("height_m = 0.4", "height_m = nan", "camera.height_m: is nan; a number is expected"),
        ("height_m = 0.4", 'height_m = "0.4"', 'camera.height_m: is "0.4"; a number is expected'),
        ("height_m = 0.4", "height_m = true", "camera.height_m: is true; a number is expected"),
        ("level = 3", "level = 3.5", "level: is 3.5; a whole number is expected"),
        (
            "needs_warm_up = true", "needs_warm_up = 1",
            "needs_warm_up: is 1; true or false is expected",
        ),
        ('name = "Cobra"', "name = 7", "text.en.name: is 7; a text in quotes is expected"),
        (
            'view = "side"', 'view = "above"',
            'camera.view: is "above"; write one of side, front or feet_end',
        ),
        (
            'kind = "hold"', 'kind = "wait"',
            'phases[2].kind: is "wait"; write one of enter, hold, reps or exit',
        ),
        (
            'exclude = ["pregnancy"', 'exclude = [1',
            "exclude[1]: is 1; a text in quotes is expected",
        ),
        (
            'modify = ["wrist"', 'modify = "wrist" #',
            'modify: is "wrist"; a list in square brackets is expected',
        ),
        ("[camera]\n", "[[camera]]\n", "camera: is a list; a table is expected"),
    ],
)  # fmt: skip
def test_each_kind_of_wrong_value_is_told_with_what_is_expected(tmp_path, before, after, said):
    assert f"cobra.toml: {said}" in told(tmp_path, cobra=changed(COBRA, (before, after)))


def test_a_file_of_ones_own_may_build_on_ours(tmp_path):
    own_file = changed(
        COBRA, ('id = "cobra"', 'id = "my_cobra"'), ('origin = "seed"', 'origin = "own"')
    )
    (tmp_path / "my_cobra.toml").write_text(own_file, encoding="utf-8")
    found = load(tmp_path, beside=BESIDE)
    assert list(found) == ["my_cobra"]
    assert found["my_cobra"].progression_from == ("cobra_low",)


def test_one_file_can_be_read_alone(tmp_path):
    assert list(load(EXERCISES / "cobra.toml", beside=BESIDE)) == ["cobra"]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CatalogueError, match="is not there; name a folder of exercise files"):
        load(tmp_path / "nowhere")


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(CatalogueError, match="holds no exercise files"):
        load(tmp_path)


def test_a_citation_is_a_text(tmp_path):
    sources = tmp_path / "sources.toml"
    sources.write_text("ACSM = 7\n")
    with pytest.raises(CatalogueError, match=r"sources\.toml: ACSM: a citation is a text"):
        load(EXERCISES, sources=sources, beside=BESIDE)


def test_our_own_catalogue_is_read_whole():
    assert isinstance(BESIDE, Catalogue)
    assert len(BESIDE) == len(list(EXERCISES.glob("*.toml")))
    assert BESIDE.sources["MCGILL"].startswith("McGill, Low Back Disorders")
