"""Photos and videos as pictures: upright, in time, as far as they can be read."""

from __future__ import annotations

import struct
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


def test_a_video_filmed_with_the_phone_upright_is_turned(film: Callable[..., Path]) -> None:
    path = film("turned.mp4")
    data = bytearray(path.read_bytes())
    matrix = data.index(b"tkhd") + 44
    one_, two = 1 << 16, 1 << 30
    struct.pack_into(">9i", data, matrix, 0, one_, 0, -one_, 0, 0, 0, 0, two)  # a quarter turn
    path.write_bytes(data)
    (_, picture), *_ = Video(path).pictures()
    assert picture.shape == (160, 120, 3)
    assert red(picture[80, 110])
    assert not red(picture[80, 10])


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


def test_a_photo_taken_with_the_phone_turned_is_upright(tmp_path: Path) -> None:
    _, encoded = cv2.imencode(".jpg", two_halves())
    jpeg = encoded.tobytes()
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0)
    exif = b"Exif\0\0" + tiff
    path = tmp_path / "turned.jpg"
    path.write_bytes(jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:])
    picture = one(path)
    assert picture.shape == (80, 60, 3)
    assert red(picture[40, 50])
    assert not red(picture[40, 10])


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
