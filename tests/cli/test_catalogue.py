"""The command line itself, and what it shows of the catalogue."""

import json
import os
import subprocess
import sys

import pytest

from supple.adapters.catalogue_toml import EXERCISES
from supple.cli import catalogue as catalogue_command
from supple.cli import main
from supple.core.errors import InputError, Problem, StoreError

FILES = [path.read_text("utf-8") for path in EXERCISES.glob("*.toml")]
COUNT = len(FILES)
CRITERIA_COUNT = sum(text.count("\n[[criteria]]\n") for text in FILES)
HEAVY = ("numpy", "scipy", "cv2", "mediapipe", "sqlalchemy", "fastapi", "pydantic", "uvicorn")


def supple(*words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "supple", *words],
        env={**os.environ, "SUPPLE_HOME": environment.pop("home", "/nonexistent"), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


# The command line


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom supple.cli import main\nassert main(['--help']) == 0\n"
        f"print('HEAVY', [name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("HEAVY []\n")
    assert "catalogue" in done.stdout


def test_the_version_is_said(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("supple ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["catalog"], 'There is no "catalog" here; did you mean catalogue? '),
        (["catalogue", "shwo", "cobra"], 'There is no "shwo" here; did you mean show? '),
        (["catalogue", "show"], "The following arguments are required: ID. "),
        (["--port", "many"], 'Argument --port: "many" is not a port; '),
        (["--sing"], "Unrecognized arguments: --sing. "),
    ],
)
def test_wrong_words_are_answered_in_one_sentence(words, said, capsys):
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert err.endswith("shows what there is.\n")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (InputError([Problem("a", "is wrong"), Problem("b", "too")]), 2, "a: is wrong\nb: too\n"),
        (StoreError("The history cannot be read."), 2, "The history cannot be read.\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 0, ""),
    ],
)
def test_what_goes_wrong_becomes_sentences_and_a_code(error, code, said, capsys, monkeypatch):
    monkeypatch.setattr(catalogue_command, "run_list", raising(error))
    assert main(["catalogue"]) == code
    assert capsys.readouterr() == ("", said)


def raising(error):
    def run(arguments):
        raise error

    return run


def test_a_fault_of_ours_is_one_sentence_and_the_rest_in_the_log(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("SUPPLE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(catalogue_command, "run_list", raising(ZeroDivisionError("by zero")))
    assert main(["catalogue"]) == 70
    log = tmp_path / "home" / "supple.log"
    assert capsys.readouterr().err == (
        f"Something went wrong inside Supple. Sorry about that. The details are in {log}.\n"
    )
    assert "ZeroDivisionError: by zero" in log.read_text()
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0


def test_the_traceback_is_shown_to_who_asks_for_it(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("SUPPLE_HOME", str(tmp_path))
    monkeypatch.setenv("SUPPLE_DEBUG", "1")
    monkeypatch.setattr(catalogue_command, "run_list", raising(ZeroDivisionError("by zero")))
    assert main(["catalogue"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_log_that_cannot_be_written_is_no_second_fault(capsys, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("SUPPLE_HOME", str(tmp_path / "file" / "inside"))
    monkeypatch.setattr(catalogue_command, "run_list", raising(ZeroDivisionError()))
    assert main(["catalogue"]) == 70
    assert "SUPPLE_DEBUG=1 shows the details." in capsys.readouterr().err


def test_a_reader_that_leaves_early_is_no_fault():
    code = (
        f"{sys.executable} -m supple catalogue show cobra | "
        f"{sys.executable} -c 'import sys; sys.stdin.close()'"
    )
    done = subprocess.run(["/bin/sh", "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_a_terminal_with_few_letters_shows_the_table_all_the_same():
    done = supple("catalogue", "show", "supine_twist", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")


# The catalogue


def test_the_table_groups_by_category_and_counts_at_the_end(capsys):
    assert main(["catalogue"]) == 0
    lines = capsys.readouterr().out.splitlines()
    titles = [line for line in lines if line and not line.startswith(" ")][:-3]
    assert titles == [
        "Warm-up", "Extension", "Strength", "Flexion", "Lateral", "Rotation", "Inversion",
        "Mobility", "Recovery", "At the desk",
    ]  # fmt: skip
    rows = [line.split() for line in lines if line.startswith("  ")]
    assert len(rows) == COUNT
    (cobra,) = (row for row in rows if row[0] == "cobra")
    assert cobra[1:5] == ["Cobra", "level", "3", "draft"]
    judged = sum(" ".join(row).endswith("judged live") for row in rows)
    assert lines[-3] == (
        f"{COUNT} exercises with {CRITERIA_COUNT} criteria and 6 global ones: "
        f"{judged} judged live, {COUNT - judged} not judged yet."
    )


def test_the_table_as_json_is_one_object(capsys):
    assert main(["catalogue", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["counts"]["exercises"] == len(answer["exercises"]) == COUNT
    assert answer["counts"]["criteria"] == CRITERIA_COUNT
    assert answer["counts"]["judged"] + answer["counts"]["not_judged"] == COUNT


def test_a_card_says_everything_of_an_exercise(capsys):
    assert main(["catalogue", "show", "cobra"]) == 0
    card = capsys.readouterr().out
    for said in (
        "Cobra (Bhujangasana)", "Grows from: Low cobra (cobra_low)", "Hold: 20 s (10 at first",
        "head_not_back (safety, holding)", "at most 15 deg", "Left out with: pregnancy",
        "a more advanced version of the sphinx posture", "ACSM: Garber 2011", "judged",
    ):  # fmt: skip
        assert said in card
    assert all(len(line) <= 92 for line in card.splitlines())


@pytest.mark.parametrize("key", sorted(path.stem for path in EXERCISES.glob("*.toml")))
def test_every_exercise_has_a_card_and_its_json(key, capsys):
    assert main(["catalogue", "show", key]) == 0
    assert key in capsys.readouterr().out
    assert main(["catalogue", "show", key, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["id"] == key
    assert all(answer["sources"].values())
    assert all(criterion["unit"] for criterion in answer["criteria"])


def test_json_may_be_asked_for_before_the_action(capsys):
    assert main(["catalogue", "--json", "show", "cobra"]) == 0
    assert json.loads(capsys.readouterr().out)["progressions"] == ["cobra_heels_to_head"]


@pytest.mark.parametrize(
    ("written", "meant"), [("cobar", "cobra"), ("Low Cobra", "cobra_low"), ("bridg", "bridge")]
)
def test_an_unknown_id_is_answered_with_what_may_be_meant(written, meant, capsys):
    assert main(["catalogue", "show", written]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f'There is no exercise "{written}". Did you mean ')
    assert meant in err


def test_our_own_files_are_checked(capsys):
    assert main(["catalogue", "check"]) == 0
    assert capsys.readouterr().out == f"{COUNT} exercises checked. Nothing is wrong.\n"


def test_every_fault_of_a_folder_is_listed(capsys, tmp_path):
    cobra = (EXERCISES / "cobra.toml").read_text(encoding="utf-8")
    (tmp_path / "cobra.toml").write_text(cobra.replace("level = 3", "level = 0"), encoding="utf-8")
    (tmp_path / "snake.toml").write_text(cobra, encoding="utf-8")
    (tmp_path / "torn.toml").write_text("id = ")
    assert main(["catalogue", "check", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "snake.toml", "torn.toml", "cobra.toml", "3 faults found.",
    ]  # fmt: skip


def test_every_fault_of_a_folder_is_listed_as_json(capsys, tmp_path):
    (tmp_path / "torn.toml").write_text("id = ")
    assert main(["catalogue", "check", "--json", str(tmp_path)]) == 2
    answer = json.loads(capsys.readouterr().out)
    assert [fault["where"] for fault in answer["faults"]] == ["torn.toml"]


def test_a_folder_that_is_not_there_is_said(capsys, tmp_path):
    assert main(["catalogue", "check", str(tmp_path / "nowhere")]) == 2
    assert "nowhere: is not there; name a folder of exercise files" in capsys.readouterr().err
