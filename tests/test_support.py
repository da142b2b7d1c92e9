"""What the other tests stand on does what it says."""

import cv2
import numpy as np
import pytest

from support.camera import write_mjpeg
from support.chromium import camera_flags

# A page of our own, from no server: a camera needs no more than a secure place, and data: is not.
CAMERA_SIZE = """async () => {
    const stream = await navigator.mediaDevices.getUserMedia({video: true});
    const {width, height} = stream.getVideoTracks()[0].getSettings();
    const video = document.createElement("video");
    video.srcObject = stream;
    video.muted = true;
    await video.play();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext("2d");
    context.drawImage(video, 0, 0);
    return [width, height, ...context.getImageData(width / 2, height / 2, 1, 1).data];
}"""


def test_each_test_gets_an_empty_postgresql_database(postgres_url):
    import sqlalchemy as sa

    engine = sa.create_engine(postgres_url)
    with engine.begin() as connection:
        assert sa.inspect(connection).get_table_names() == []
        connection.execute(sa.text("CREATE TABLE left_behind (id integer)"))
    engine.dispose()


@pytest.mark.parametrize("again", [1, 2])
def test_nothing_is_left_from_the_test_before(database_url, again):
    import sqlalchemy as sa

    engine = sa.create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE mine (id integer)"))
    engine.dispose()


def test_a_camera_file_is_what_the_page_sees(launch_browser, tmp_path):
    red = np.full((270, 480, 3), (30, 30, 220), np.uint8)  # blue, green, red
    camera = write_mjpeg([red] * 30, tmp_path / "red.mjpeg")
    (tmp_path / "page.html").write_text("<!doctype html><title>camera</title>")
    chromium = launch_browser(camera=camera)
    page = chromium.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    width, height, r, g, b, _ = page.evaluate(CAMERA_SIZE)
    assert (width, height) == (640, 480)
    assert r > 150 > 100 > max(g, b)


def test_a_camera_file_is_named_in_full(tmp_path):
    assert camera_flags(tmp_path / "x.mjpeg")[-1].endswith(f"={tmp_path.resolve()}/x.mjpeg")


def test_a_camera_picture_is_letterboxed_and_subsampled(tmp_path):
    tall = np.full((800, 200, 3), 255, np.uint8)
    path = write_mjpeg([tall], tmp_path / "tall.mjpeg")
    picture = cv2.imread(str(path))
    assert picture.shape == (480, 640, 3)
    assert picture[240, 10].max() < 140 < 250 < picture[240, 320].min()
    # Start of frame: three components, the first with 2 x 2 samples for each of the others.
    data = path.read_bytes()
    header = data.index(b"\xff\xc0")
    assert data[header + 11] == 0x22
