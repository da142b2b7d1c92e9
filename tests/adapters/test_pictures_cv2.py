"""Photos and videos as pictures: upright, in time, as far as they can be read."""

from __future__ import annotations

import os
import struct
import wave
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from supple.adapters.pictures_cv2 import Photo, Video, is_photo
from supple.core.errors import PoseError
from support.videos import write_video

RED, BLUE = (0, 0, 255), (255, 0, 0)


def two_halves(width: int = 80, height: int = 60) -> np.ndarray:
    """Red above, blue below: which way is up can be seen."""
    picture = np.full((height, width, 3), BLUE, np.uint8)
    picture[: height // 2] = RED
    return picture


@pytest.fixture
def film(tmp_path: Path) -> Callable[..., Path]:
    """A small video: `film("name.mp4", "mp4v", count=50, rate_hz=25)`."""

    def make(
        name: str,
        code: str = "mp4v",
        *,
        count: int = 50,
        rate_hz: float = 25,
        long_side: int = 160,
    ) -> Path:
        size = (long_side, long_side * 3 // 4)
        noise = np.random.default_rng(0)

        def pictures() -> Iterator[np.ndarray]:
            for _ in range(count):
                grain = noise.integers(0, 40, (size[1], size[0], 3), dtype=np.uint8)
                yield two_halves(*size) // 2 + grain

        return write_video(tmp_path / name, pictures(), rate_hz=rate_hz, code=code)

    return make


def cut(path: Path, share: float) -> Path:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    return path


def one(path: Path) -> np.ndarray:
    ((time_s, picture),) = Photo(path).pictures()
    assert time_s == 0
    assert picture.dtype == np.uint8
    return picture


def red(pixel: np.ndarray) -> bool:
    return int(pixel[2]) > 60 + int(pixel[0])


@pytest.mark.parametrize(
    ("name", "code"), [("a.mp4", "mp4v"), ("a.avi", "MJPG"), ("a.mkv", "mp4v"), ("a.webm", "VP80")]
)
def test_a_whole_video_gives_every_picture_at_its_time(
    film: Callable[..., Path], name: str, code: str
) -> None:
    video = Video(film(name, code))
    times = [time_s for time_s, _ in video.pictures()]
    assert times == pytest.approx(np.arange(50) / 25, abs=0.002)
    assert video.cut_short == ""
    assert video.rate_hz == pytest.approx(25)


@pytest.mark.parametrize(("name", "code"), [("a.avi", "MJPG"), ("a.mkv", "mp4v")])
def test_a_video_cut_off_is_read_as_far_as_it_goes_and_says_where_it_ends(
    film: Callable[..., Path], name: str, code: str
) -> None:
    video = Video(cut(film(name, code), 0.5))
    count = sum(1 for _ in video.pictures())
    assert 15 < count < 30
    assert video.cut_short.startswith("The video breaks off at ")
    assert "of 2.0 s" in video.cut_short


def test_a_fast_video_is_thinned_to_thirty_pictures_a_second(film: Callable[..., Path]) -> None:
    video = Video(film("fast.mp4", count=120, rate_hz=120))
    times = [time_s for time_s, _ in video.pictures()]
    assert 28 <= len(times) <= 31
    assert all(later - time_s > 0.02 for time_s, later in pairwise(times))
    assert video.cut_short == ""


def test_a_large_video_comes_smaller_and_keeps_its_shape(film: Callable[..., Path]) -> None:
    (_, picture), *_ = Video(film("large.avi", "MJPG", count=2, long_side=1920)).pictures()
    assert picture.shape == (960, 1280, 3)


@pytest.mark.parametrize(
    ("matrix", "shape", "red_at"),
    [
        ((1, 0, 0, 1), (120, 160, 3), (10, 80)),
        ((0, 1, -1, 0), (160, 120, 3), (80, 110)),  # a quarter turn to the right
        ((-1, 0, 0, -1), (120, 160, 3), (110, 80)),  # upside down
        ((0, -1, 1, 0), (160, 120, 3), (80, 10)),
    ],
)
def test_a_video_filmed_with_the_phone_turned_is_upright(
    film: Callable[..., Path],
    matrix: tuple[int, int, int, int],
    shape: tuple[int, int, int],
    red_at: tuple[int, int],
) -> None:
    path = film("turned.mp4")
    data = bytearray(path.read_bytes())
    a, b, c, d = (value << 16 for value in matrix)
    struct.pack_into(">9i", data, data.index(b"tkhd") + 44, a, b, 0, c, d, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    (_, picture), *_ = Video(path).pictures()
    assert picture.shape == shape
    assert red(picture[red_at])
    assert not red(picture[shape[0] - 1 - red_at[0], shape[1] - 1 - red_at[1]])


def test_pictures_at_uneven_times_come_at_the_times_of_the_container(
    film: Callable[..., Path],
) -> None:
    path = film("uneven.mp4", count=30, rate_hz=10)
    data = bytearray(path.read_bytes())
    stts = data.index(b"stts")
    count, each, ticks = struct.unpack_from(">III", data, stts + 8)
    assert (count, each) == (1, 30)
    # The table has room for one entry only; the index behind it is moved on by eight bytes.
    free = struct.pack(">III", 2, 10, ticks) + struct.pack(">III", 20, 3 * ticks, 0)[:8]
    data[stts + 8 : stts + 20] = free
    length = data.index(b"elst") + 12
    struct.pack_into(">I", data, length, 10 * struct.unpack_from(">I", data, length)[0])
    for box in (b"stts", b"stbl", b"minf", b"mdia", b"trak", b"moov"):
        at = data.index(box) - 4
        struct.pack_into(">I", data, at, struct.unpack_from(">I", data, at)[0] + 8)
    path.write_bytes(data)
    times = [time_s for time_s, _ in Video(path).pictures()]
    assert times[9] - times[0] == pytest.approx(0.9, abs=0.01)
    assert times[-1] - times[10] == pytest.approx(19 * 0.3, abs=0.01)


@pytest.mark.parametrize("rate_hz", [0.05, 90000.0])
def test_a_rate_that_makes_no_sense_is_no_promise(
    film: Callable[..., Path], rate_hz: float
) -> None:
    video = Video(film("odd.avi", "MJPG", count=6, rate_hz=rate_hz))
    assert sum(1 for _ in video.pictures()) >= 1
    assert video.cut_short == ""


def test_a_film_whose_pictures_change_their_size_comes_in_one_size(tmp_path: Path) -> None:
    path = tmp_path / "two.mjpeg"
    small, large = (
        cv2.imencode(".jpg", two_halves(*size))[1].tobytes() for size in ((80, 60), (160, 90))
    )
    path.write_bytes(small * 12 + large * 12)
    shapes = [picture.shape for _, picture in Video(path).pictures()]
    assert len(shapes) == 24
    assert set(shapes) == {(60, 80, 3)}


def test_sound_alone_is_no_video(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(16000))
    with pytest.raises(PoseError, match="not a video"):
        list(Video(path).pictures())


@pytest.mark.parametrize("reader", [Photo, Video])
def test_a_pipe_is_refused_and_not_waited_for(
    tmp_path: Path, reader: type[Photo] | type[Video]
) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    with pytest.raises(PoseError, match="device or a pipe"):
        list(reader(tmp_path / "pipe.mp4").pictures())


def test_a_link_to_itself_and_a_name_too_long_are_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.mp4").symlink_to(tmp_path / "loop.mp4")
    with pytest.raises(PoseError, match="no such file"):
        list(Video(tmp_path / "loop.mp4").pictures())
    with pytest.raises(PoseError, match="cannot be opened"):
        list(Photo(tmp_path / ("long" * 200 + ".jpg")).pictures())


def test_reading_may_stop_early_and_begin_again(film: Callable[..., Path]) -> None:
    video = Video(film("a.mp4"))
    assert next(iter(video.pictures()))[0] == 0
    assert sum(1 for _ in video.pictures()) == 50


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("words.mp4", b"These are words, not a video.\n" * 50, "text"),
        ("words.txt", "Das sind Wörter.\n".encode() * 900, "text"),
        ("list.m3u8", b"#EXTM3U\n#EXTINF:10,\nhttp://example.org/a.ts\n", "text"),
        ("empty.mp4", b"", "empty"),
        ("noise.mp4", np.random.default_rng(0).bytes(20000), "not a video"),
        ("stub.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(500), "breaks off"),
    ],
)
def test_what_is_no_video_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(PoseError, match=says) as caught:
        list(Video(path).pictures())
    assert len(caught.value.problems) == 1
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("reader", [Photo, Video])
def test_a_missing_file_and_a_folder_are_refused(
    tmp_path: Path, reader: type[Photo] | type[Video]
) -> None:
    with pytest.raises(PoseError, match="no such file"):
        list(reader(tmp_path / "nowhere.mp4").pictures())
    with pytest.raises(PoseError, match="folder"):
        list(reader(tmp_path).pictures())


def turned_jpeg(orientation: int, picture: np.ndarray) -> bytes:
    """A JPEG whose EXIF says how it is to be turned."""
    jpeg = cv2.imencode(".jpg", picture)[1].tobytes()
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    exif = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


@pytest.mark.parametrize(
    ("orientation", "shape", "red_at"),
    [
        (1, (60, 80, 3), (10, 40)),
        (3, (60, 80, 3), (50, 40)),
        (6, (80, 60, 3), (40, 50)),
        (8, (80, 60, 3), (40, 10)),
    ],
)
def test_a_photo_taken_with_the_phone_turned_is_upright(
    tmp_path: Path, orientation: int, shape: tuple[int, int, int], red_at: tuple[int, int]
) -> None:
    path = tmp_path / "turned.jpg"
    path.write_bytes(turned_jpeg(orientation, two_halves()))
    picture = one(path)
    assert picture.shape == shape
    assert red(picture[red_at])
    assert not red(picture[shape[0] - 1 - red_at[0], shape[1] - 1 - red_at[1]])


def test_a_large_jpeg_is_decoded_smaller_and_still_upright(tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    path.write_bytes(turned_jpeg(6, two_halves(6000, 4000)))
    picture = one(path)
    assert picture.shape == (1280, 853, 3)
    assert red(picture[600, 800])
    assert not red(picture[600, 50])


def test_a_photo_that_promises_gigabytes_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    jpeg = bytearray(cv2.imencode(".jpg", two_halves())[1].tobytes())
    struct.pack_into(">HH", jpeg, jpeg.index(b"\xff\xc0") + 5, 65000, 65000)
    png = bytearray(cv2.imencode(".png", two_halves())[1].tobytes())
    struct.pack_into(">II", png, 16, 100_000, 100_000)
    for name, data in (("a.jpg", jpeg), ("a.png", png)):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(PoseError, match="too many to look at"):
            one(tmp_path / name)


def test_grey_deep_and_odd_photos_come_as_colour_of_eight_bits(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    for picture in (
        np.full((31, 17), 128, np.uint8),
        np.full((31, 17), 128 * 257, np.uint16),
        np.full((31, 17, 3), 128 * 257, np.uint16),
        np.full((31, 17, 4), 128 * 257, np.uint16),
    ):
        if picture.ndim == 3 and picture.shape[2] == 4:
            picture[:, :, 3] = 65535
        cv2.imwrite(str(path), picture)
        read = one(path)
        assert read.shape == (31, 17, 3)
        assert abs(int(read.mean()) - 128) <= 1


def test_what_is_transparent_becomes_light_grey(tmp_path: Path) -> None:
    picture = np.zeros((20, 20, 4), np.uint8)
    picture[:10, :, 2:] = 255
    cv2.imwrite(str(tmp_path / "a.png"), picture)
    read = one(tmp_path / "a.png")
    assert red(read[5, 5])
    assert read[15, 15].tolist() == [217, 217, 217]


def test_huge_and_very_long_photos_come_at_most_1280_long(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    cv2.imwrite(str(path), two_halves(5000, 4000))
    assert one(path).shape == (1024, 1280, 3)
    cv2.imwrite(str(path), two_halves(8000, 2))
    assert one(path).shape == (2, 1280, 3)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"words", "not a photo"),
        (b"", "empty"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (cv2.imencode(".jpg", two_halves(640, 480))[1].tobytes()[:700], "cut off"),
        (cv2.imencode(".png", two_halves(640, 480))[1].tobytes()[:300], "cut off"),
    ],
)
def test_what_is_no_photo_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    with pytest.raises(PoseError, match=says):
        one(path)


def test_photos_and_videos_are_told_apart_by_name_else_by_their_first_bytes(
    tmp_path: Path, film: Callable[..., Path]
) -> None:
    assert is_photo(tmp_path / "a.JPG")
    assert not is_photo(tmp_path / "a.Mov")
    assert not is_photo(film("a.mp4").rename(tmp_path / "a"))
    (tmp_path / "b").write_bytes(cv2.imencode(".png", two_halves())[1].tobytes())
    assert is_photo(tmp_path / "b")
    assert not is_photo(tmp_path / "nowhere")
