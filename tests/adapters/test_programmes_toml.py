"""Programme files and the screen file: read as they are, and every fault of them told."""

from __future__ import annotations

from pathlib import Path

import pytest

from supple.adapters.catalogue_toml import own
from supple.adapters.programmes_toml import PROGRAMMES, SCREEN, read_programmes, read_screen
from supple.core.errors import CatalogueError
from supple.core.programme import Block

GOOD = """
id = "mine"
source = "ENG"
[text.en]
name = "Mine"
summary = "One move."
[[entries]]
exercise = "sphinx"
block = "main"
hold_s = 20
"""


def faults(folder: Path, **known) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        read_programmes(folder, **known)
    return [str(problem) for problem in caught.value.problems]


def test_the_programmes_that_come_with_it_name_exercises_and_sources_that_exist() -> None:
    catalogue = own()
    found = read_programmes(exercises=catalogue.exercises, sources=catalogue.sources)
    assert set(found) == {"full_back_complex", "clinic_daily", "desk_break"}
    assert all(len(programme.words().rules) >= 3 for programme in found.values())


def test_each_programme_says_whether_it_is_a_seeds() -> None:
    found = read_programmes()
    assert [found[name].source for name in ("full_back_complex", "clinic_daily")] == ["S1", "S2"]
    assert "not one of the articles" in found["desk_break"].words().about


def test_the_seeds_doses_carry_the_seeds_own_words() -> None:
    seeds = own().exercises
    for programme in read_programmes().values():
        for entry in programme.entries:
            if entry.hold_s or entry.repetitions_count:
                assert entry.seed_dose
                assert seeds[entry.exercise].seed_refs


def test_a_file_becomes_a_programme(tmp_path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, "utf-8")
    mine = read_programmes(tmp_path, exercises={"sphinx"}, sources={"ENG"})["mine"]
    assert mine.entries[0].block is Block.MAIN
    assert mine.entries[0].hold_s == 20.0
    assert mine.words("tt").name == "Mine"


def test_every_fault_of_every_file_is_told_at_once(tmp_path) -> None:
    (tmp_path / "broken.toml").write_text("id = ", "utf-8")
    (tmp_path / "mine.toml").write_text(
        GOOD.replace("hold_s = 20", 'hold_s = -3\nholds = 2\nblock2 = "x"'), "utf-8"
    )
    (tmp_path / "other.toml").write_text(GOOD, "utf-8")
    (tmp_path / "latin.toml").write_bytes(b'id = "\xe9"')
    found = "\n".join(faults(tmp_path))
    assert "broken.toml: is not TOML in UTF-8" in found
    assert "latin.toml: is not TOML in UTF-8" in found
    assert "mine.toml: entries[1].hold_s" in found
    assert "mine.toml: entries[1].holds: is not a key that is known here" in found
    assert 'other.toml: id: is "mine"' in found


def test_what_the_catalogue_does_not_have_is_named(tmp_path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, "utf-8")
    assert faults(tmp_path, exercises={"cobra"}, sources={"S1"}) == [
        'mine.toml: source: "ENG" is not in sources.toml',
        "mine.toml: entries[1] (sphinx): is not an exercise of the catalogue",
    ]


def test_twice_the_same_and_a_block_out_of_order_are_faults(tmp_path) -> None:
    more = '[[entries]]\nexercise = "sphinx"\nblock = "warm_up"\n'
    (tmp_path / "mine.toml").write_text(GOOD + more, "utf-8")
    assert faults(tmp_path) == [
        "mine.toml: entries[2] (sphinx): is in this programme already; name each exercise once",
        "mine.toml: entries[2] (sphinx): comes after a later block; "
        "the order is warm_up, main, recovery",
    ]


def test_english_is_needed(tmp_path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD.replace("text.en", "text.de"), "utf-8")
    assert "no [text.en]" in faults(tmp_path)[0]


def test_a_wrong_block_is_answered_with_the_right_ones(tmp_path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD.replace('"main"', '"middle"'), "utf-8")
    (told,) = faults(tmp_path)
    assert "'middle'" in told
    assert "'recovery'" in told


def test_a_programme_without_exercises_is_a_fault(tmp_path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD.partition("[[")[0], "utf-8")
    assert faults(tmp_path) == ["mine.toml: entries: is missing"]
    (tmp_path / "mine.toml").write_text("entries = []\n" + GOOD.partition("[[")[0], "utf-8")
    assert "is empty" in faults(tmp_path)[0]


def test_an_empty_folder_is_a_fault(tmp_path) -> None:
    assert "holds no programme files" in faults(tmp_path)[0]


def test_the_screen_that_comes_with_it_can_be_read() -> None:
    form = read_screen()
    assert len(form.red_flags) >= 10
    assert form.experiences[0].id == "physio"


def test_a_screen_that_forgets_a_code_or_an_advice_is_refused(tmp_path) -> None:
    text = SCREEN.read_text("utf-8")
    file = tmp_path / "screen.toml"
    file.write_text(
        text.replace('code = "reflux"', 'code = "hiccups"').replace("[advice.soon]", "[advice.x]"),
        "utf-8",
    )
    with pytest.raises(CatalogueError) as caught:
        read_screen(file)
    assert "advice.x" in str(caught.value)
    file.write_text(text.replace('code = "reflux"', 'code = "hiccups"'), "utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_screen(file)
    assert '"hiccups" is not a contraindication code' in str(caught.value)
    assert 'nothing asks about "reflux"' in str(caught.value)


def test_a_screen_that_is_not_there_is_one_sentence(tmp_path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        read_screen(tmp_path / "nothing.toml")


def test_no_file_of_ours_is_left_out() -> None:
    assert len(read_programmes()) == len(list(PROGRAMMES.glob("*.toml")))
