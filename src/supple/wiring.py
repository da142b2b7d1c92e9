"""Which adapter keeps which promise. The only module that knows them; each loads on use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from supple import settings
from supple.app.history import DoneSet, Past
from supple.app.people import Person
from supple.settings import Settings

if TYPE_CHECKING:
    from supple.adapters.crew import Answer, Crew, Job, Maker
    from supple.adapters.pictures_cv2 import Photo, Video
    from supple.adapters.plain_loop import PlainRun
    from supple.adapters.report_html import Look
    from supple.adapters.store_sql import SqlStore
    from supple.app.checking import CheckReport
    from supple.app.desk import Desk
    from supple.app.history import History
    from supple.app.locales import Locale
    from supple.app.people import People
    from supple.app.ports import CatalogueSource, PoseSource, RecordingFiles
    from supple.app.recordings import Recordings
    from supple.app.replaying import Replays
    from supple.app.sessions import Sessions
    from supple.core.catalogue.catalogue import Catalogue
    from supple.core.exercise import Exercise
    from supple.core.figure.stations import Stations
    from supple.core.planning.questions import ScreenForm
    from supple.core.programme import Programme
    from supple.core.recognising.kinds import PoseKinds

__all__ = ["App", "DoneSet", "Past", "Person", "Settings"]


FOLLOWED_LONG_SIDE = 640
"""Pixels of a film that is followed: the model looks at 256 of them, and parts of it are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """All that the doors (pages, socket) are given: use cases, files' contents, the clock.

    `condition_words` are the words of the safety screen's codes; `place` is the folder that the
    history and the recordings are in.
    """

    people: People
    sessions: Sessions
    history: History
    recordings: Recordings
    replays: Replays
    desk: Desk
    exercises: Mapping[str, Exercise]
    stations: Stations
    programmes: Mapping[str, Programme]
    sources: Mapping[str, str]
    locales: Mapping[str, Locale]
    screen_form: ScreenForm
    condition_words: Mapping[str, str]
    now: Callable[[], str]
    place: Path
    settings: Settings
    close: Callable[[], None]


def application(database: str | None = None) -> App:
    """The application with everything in its place; the database is brought up to date.

    Raises InputError, CatalogueError or StoreError, each with sentences for a person.
    """
    from uuid import uuid4

    from supple.app.desk import Desk
    from supple.app.history import History
    from supple.app.people import People, Preferences
    from supple.app.recordings import Recordings
    from supple.app.replaying import Replays
    from supple.app.sessions import Sessions

    chosen = settings.read(os.environ, database=database)
    files = recording_files(chosen)
    breath = Preferences(breath_in_s=chosen.breath_in_s, breath_out_s=chosen.breath_out_s)
    exercises, programmes = catalogue().exercises(), catalogue().programmes()
    locales, form = words(), screen_form()
    kept = store(chosen)

    def leave(session: str) -> None:
        desk.forget(session)

    people = People(
        store=kept, files=files, leave=leave, now=now, new_id=uuid4, preferences=breath
    )
    sessions = Sessions(
        store=kept,
        people=people,
        exercises=exercises,
        programmes=programmes,
        now=now,
        new_id=uuid4,
    )
    recordings = Recordings(store=kept, people=people, files=files, now=now, new_id=uuid4)
    desk = Desk(
        exercises=exercises,
        opened=sessions.opened,
        keep=sessions.keep,
        now=now,
        new_id=uuid4,
        tape=recordings.tape,
        learned=pose_kinds(),
    )

    def close() -> None:
        desk.close()  # before the store: what was recorded is remembered in it
        kept.close()

    return App(
        people=people,
        sessions=sessions,
        history=History(store=kept, files=files, leave=leave, now=now, new_id=uuid4),
        recordings=recordings,
        replays=Replays(store=kept, files=files, exercises=exercises, learned=pose_kinds()),
        desk=desk,
        exercises=exercises,
        stations=stations(),
        programmes=programmes,
        sources=catalogue().sources(),
        locales=locales,
        screen_form=form,
        condition_words={code.code: code.label for group in form.groups for code in group.codes},
        now=now,
        place=chosen.home,
        settings=chosen,
        close=close,
    )


def store(chosen: Settings) -> SqlStore:
    """The store of some settings, its tables at this version. Raises InputError, StoreError."""
    from supple.adapters.store_sql import open_store

    _own_folder(chosen.home)
    return open_store(chosen.database)


def recording_files(chosen: Settings) -> RecordingFiles:
    """Where landmark recordings are kept."""
    from supple.adapters.recording import Recording, RecordingWriter
    from supple.adapters.recordings_folder import RecordingsFolder

    return RecordingsFolder(
        folder=chosen.recordings,
        write=RecordingWriter,
        read=lambda path: Recording(path).frames(),
        replay=lambda path: Recording(path).entries(),
    )


def now() -> str:
    """This instant, as the record writes it."""
    from datetime import UTC, datetime

    from supple.app.instants import instant

    return instant(datetime.now(UTC))


@cache
def words() -> Mapping[str, Locale]:
    """The interface's words by language. Raises CatalogueError."""
    from supple.adapters.locales_toml import read_locales

    return read_locales(Path(__file__).parent / "data" / "locales")


@cache
def screen_form() -> ScreenForm:
    """The questions of the safety screen. Raises CatalogueError."""
    from supple.adapters.programmes_toml import read_screen

    return read_screen()


def _own_folder(folder: Path) -> None:
    """The data folder is there, and only its owner looks into it."""
    from contextlib import suppress

    from supple.core.errors import StoreError

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be made ({error.strerror}); name another in SUPPLE_HOME."
        ) from error
    with suppress(PermissionError):  # somebody else's: theirs to decide
        folder.chmod(0o700)


class _OwnCatalogue:
    """The exercises, programmes and citations that come with the product, each read once."""

    @cache  # noqa: B019 there is one of these a process
    def _read(self) -> Catalogue:
        from supple.adapters.catalogue_toml import own
        from supple.adapters.rests_npz import read_rests
        from supple.core.catalogue.catalogue import Catalogue
        from supple.core.figure.modelling import with_rests

        said, rests = own(), read_rests()
        return Catalogue((with_rests(each, rests) for each in said.values()), said.sources)

    def exercises(self) -> Mapping[str, Exercise]:
        return self._read().exercises

    @cache  # noqa: B019
    def programmes(self) -> Mapping[str, Programme]:
        from supple.adapters.programmes_toml import read_programmes

        return read_programmes(exercises=self.exercises(), sources=self.sources())

    def sources(self) -> Mapping[str, str]:
        return self._read().sources


@cache
def catalogue() -> CatalogueSource:
    """The catalogue that comes with the product."""
    return _OwnCatalogue()


def stations() -> Stations:
    """What the figure passes through between two exercises."""
    from supple.adapters import stations_toml

    return stations_toml.own()


def png(svg: str, width_px: int) -> bytes:
    """A drawing as a PNG picture."""
    from supple.adapters import picture_resvg

    return picture_resvg.png(svg, width_px)


def exercise_files(place: Path) -> Catalogue:
    """Somebody's own exercise files, which may build on ours. Raises CatalogueError."""
    from supple.adapters.catalogue_toml import load, own

    return load(place, sources=place / "sources.toml", beside=own())


@cache
def pose_kinds() -> PoseKinds:
    """What was learned of poses (`make fit`)."""
    from supple.adapters.pose_kinds_npz import read_pose_kinds

    return read_pose_kinds()


def pose_model() -> Path:
    """The pose model that `make setup` (or the wheel) puts beside the pages."""
    vendor = Path(__file__).parent / "web" / "static" / "vendor"
    return vendor / "models" / "pose_landmarker_full.task"


def cores_count() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def crew(
    maker: Maker[Job, Answer], workers_count: int, crashed: Callable[[Job, int], Answer]
) -> Crew[Job, Answer]:
    """Processes that do jobs side by side; what `maker` gives in each does one.

    `crashed` answers a job whose process ended, with its exit code (a signal below 0).
    """
    from supple.adapters.crew import Crew

    return Crew(maker, workers_count, crashed)


@contextmanager
def pose_sources(
    *, threads_count: int = 1, every_picture: bool = False, back_line: bool = True
) -> Iterator[Callable[[Path], PoseSource]]:
    """Readers of photos, videos and landmark recordings, with one pose model for all of them.

    They are told apart by their name, else by their first bytes. A video is tracked in
    `threads_count` threads, with the same result however many there are. `every_picture`: one
    tracker looks at each picture of it, one after the other, for comparison. Without `back_line`
    no exercise that needs the line of the back is judged wholly, and all goes about a tenth
    faster.
    """
    from supple.adapters.pictures_cv2 import Photo, Video, is_photo
    from supple.adapters.pose_film import PoseFromFilm
    from supple.adapters.pose_mediapipe import PoseFromPhoto, PoseModel
    from supple.adapters.recording import Recording, is_recording

    with PoseModel(pose_model(), back_line=back_line) as model:

        def source_of(path: Path) -> PoseSource:
            if is_recording(path):
                return Recording(path)
            if is_photo(path):
                return PoseFromPhoto(Photo(path), model)
            return PoseFromFilm(
                Video(path, long_side_at_most=FOLLOWED_LONG_SIDE),
                model.follower,
                threads_count=threads_count,
                every_picture=every_picture,
            )

        yield source_of


def is_checkable(path: Path) -> bool:
    """Whether a file of a folder is one that `pose_sources` are for, by its name."""
    from supple.adapters.pictures_cv2 import PHOTO_SUFFIXES, VIDEO_SUFFIXES
    from supple.adapters.recording import SUFFIX

    return path.is_file() and path.suffix.lower() in PHOTO_SUFFIXES | VIDEO_SUFFIXES | {SUFFIX}


def is_video(path: Path) -> bool:
    """Whether a file is read as a video, by its name, else by its first bytes."""
    from supple.adapters.pictures_cv2 import is_photo
    from supple.adapters.recording import is_recording

    return not is_recording(path) and not is_photo(path)


def annotate(path: Path, report: CheckReport, target: Path) -> None:
    """Draw a check onto its pictures. Raises PoseError where `target` cannot be written."""
    from supple.adapters import annotate as drawing
    from supple.app.captions import captions

    pictures = None if report.kind == "recording" else _pictures(path).pictures()
    drawing.annotate(pictures, captions(report), target)


def write_report(path: Path, report: CheckReport, target: Path, *, index: str = "") -> None:
    """Write the page of a check; `index` is the address of the list of all files, if there is one.

    The check must have been made with readings. Pictures are read again for the moments that
    the page shows. Raises PoseError where `target` cannot be written.
    """
    from contextlib import closing, nullcontext

    from supple.adapters import annotate as drawing
    from supple.adapters import report_html
    from supple.app.report import compose

    page = compose(
        report,
        file_name=file_name(Path(path.name)),
        day=_today(),
        exercises=catalogue().exercises(),
        sources=catalogue().sources(),
        locale=_english(),
    )
    recording = report.kind == "recording"
    with nullcontext() if recording else closing(_pictures(path).pictures()) as pictures:
        stills = drawing.stills(pictures, [shot.caption for shot in page.shots])
    text = report_html.render_report(page, stills, look=_look(), locale=_english(), to_index=index)
    report_html.write_page(text, target)


def write_report_index(
    answers: Iterable[tuple[PurePath, Mapping[str, Any] | str, str]], target: Path
) -> None:
    """Write the list of some files: each with its JSON object, or a sentence saying why it
    could not be read, and the address of its page. Raises PoseError.
    """
    from supple.adapters import report_html
    from supple.app.report_index import index, row, unread_row

    locale, exercises = _english(), catalogue().exercises()
    rows = [
        unread_row(file=file_name(path), sentence=answer, locale=locale)
        if isinstance(answer, str)
        else row(answer, file=file_name(path), page=page, exercises=exercises, locale=locale)
        for path, answer, page in answers
    ]
    made = index(rows, day=_today(), locale=locale)
    report_html.write_page(report_html.render_index(made, look=_look(), locale=locale), target)


def check_report_target(target: Path) -> None:
    """Raises PoseError where no report can be written to `target`."""
    from supple.adapters.report_html import check_target

    check_target(target)


def file_name(path: PurePath) -> str:
    """A path as it can be written into a page, also where it is no text that is known."""
    return os.fsencode(path).decode("utf-8", "replace")


def _today() -> str:
    from supple.app.words import day_words

    return day_words(now())


def _english() -> Locale:
    from supple.app.locales import DEFAULT_LANGUAGE

    return words()[DEFAULT_LANGUAGE]


@cache
def _look() -> Look:
    from supple.adapters.report_html import Look

    static = Path(__file__).parent / "web" / "static"
    fonts = static.glob("vendor/source-sans-3-*/files/source-sans-3-latin-wght-normal.woff2")
    tokens, drawing = (
        (static / "css" / name).read_text("utf-8") for name in ("tokens.css", "drawing.css")
    )
    font = b"".join(file.read_bytes() for file in list(fonts)[:1])  # else the system's own
    return Look(tokens=tokens + drawing, font=font)


def check_drawing_target(target: Path) -> None:
    """Raises PoseError where nothing can be drawn to `target`."""
    from supple.adapters.annotate import check_target

    check_target(target)


def plain_loop(video: Path, *, back_line: bool) -> PlainRun:
    """The plainest loop of the same model over a video, for the bench to compare with.

    `back_line`: with the silhouettes that the line of the back is found in.
    """
    from supple.adapters import plain_loop as plain

    return plain.plain_loop(video, pose_model(), masks=back_line)


def _pictures(path: Path) -> Photo | Video:
    from supple.adapters.pictures_cv2 import Photo, Video, is_photo

    return Photo(path) if is_photo(path) else Video(path)
