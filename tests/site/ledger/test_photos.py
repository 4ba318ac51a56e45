"""Pictures: only real ones, not too large, with nothing in them that nobody sees, and only for those who see the entry."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from bangfu.site.web.ciphers import sm3

Browser = Callable[[str], Client]
JSON = {"Accept": "application/json"}
GPS = 0x8825


def picture(width: int = 2400, height: int = 1200, kind: str = "JPEG") -> bytes:
    image, written = Image.new("RGB", (width, height), "green"), io.BytesIO()
    exif = Image.Exif()
    exif[0x0110] = "telephone"  # the camera
    exif[0x0112] = 6  # held upright
    exif.get_ifd(GPS)[1] = "N"
    image.save(written, kind, exif=exif)
    return written.getvalue()


@pytest.fixture
def helper(browser: Browser, counted: object) -> Client:
    """The helper, who recorded a visit."""
    client = browser("responsible_helper")
    visit = {"id": "visit-0001", "kind": "household_visit", "on": "2020-04-10", "household": "99-h1"}
    client.post("/record/entries/", json.dumps(visit), content_type="application/json", headers=JSON)
    return client


def add(client: Client, content: bytes, id_: str = "photo-0001", entry: str = "visit-0001") -> Any:
    form = {"id": id_, "photo": SimpleUploadedFile("a.jpg", content)}
    return client.post(f"/record/entries/{entry}/photos/", form, headers=JSON)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "photo_unreadable"),
        (b"\xff\xd8\xff\xe0 not a picture", "photo_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "photo_unreadable"),
        (picture(20, 20)[:200], "photo_unreadable"),
        (picture(20, 20, "TIFF"), "photo_unreadable"),
        (b"\0" * (5 * 1024 * 1024 + 1), "photo_too_large"),
    ],
)
def test_what_is_no_picture_is_refused(helper: Client, content: bytes, code: str) -> None:
    answer = add(helper, content)
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"] == code


def test_a_small_file_that_unfolds_to_an_enormous_picture_is_refused(helper: Client) -> None:
    written = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(written, "PNG")
    assert len(written.getvalue()) < 1_000_000
    assert add(helper, written.getvalue()).status_code == 422


@pytest.mark.parametrize("id_", ["", "../../../../etc", "x", "照片照片照片照片"])
def test_an_id_is_letters_and_figures(helper: Client, id_: str) -> None:
    assert add(helper, picture(), id_).status_code == 422


def test_only_whoever_recorded_an_entry_adds_to_it(helper: Client, browser: Browser) -> None:
    answer = add(browser("township_clerk"), picture())
    assert answer.json()["problems"][0]["code"] == "not_yours_to_correct"
    assert add(browser("stranger"), picture()).status_code == 404
    assert add(helper, picture(), entry="no-such-entry").status_code == 404


def test_nine_are_enough(helper: Client) -> None:
    small = picture(30, 20)
    assert [add(helper, small, f"photo-000{n}").status_code for n in range(9)] == [201] * 9
    assert add(helper, small, "photo-0009").json()["problems"][0]["code"] == "too_many_photos"
    assert add(helper, small, "photo-0000").status_code == 200


def test_a_picture_is_upright_smaller_and_tells_nothing_of_the_camera(helper: Client) -> None:
    assert add(helper, picture()).status_code == 201
    content = b"".join(helper.get("/ledger/photos/photo-0001/").streaming_content)
    image = Image.open(io.BytesIO(content))
    assert image.format == "JPEG"
    assert image.size == (800, 1600)
    assert not image.getexif()
    assert b"telephone" not in content


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_of_pictures_become_jpegs(helper: Client, kind: str) -> None:
    assert add(helper, picture(kind=kind)).status_code == 201
    assert helper.get("/ledger/photos/photo-0001/")["Content-Type"] == "image/jpeg"


def test_the_hash_is_that_of_the_file(helper: Client, acting: Any) -> None:
    add(helper, picture())
    with acting("responsible_helper"):
        from bangfu.site.ledger.models import Photo

        photo = Photo.objects.get()
    with default_storage.open(photo.file) as file:
        assert sm3(file.read()) == photo.hash


def test_a_picture_sent_twice_is_kept_once_and_an_id_is_not_moved(helper: Client) -> None:
    assert [add(helper, picture()).status_code for _ in range(2)] == [201, 200]
    visit = {"id": "visit-0002", "kind": "household_visit", "on": "2020-04-10", "household": "99-h2"}
    helper.post("/record/entries/", json.dumps(visit), content_type="application/json", headers=JSON)
    assert add(helper, picture(), entry="visit-0002").status_code == 409


def test_a_picture_is_shown_to_those_who_see_the_entry(helper: Client, browser: Browser) -> None:
    add(helper, picture())
    address = "/ledger/photos/photo-0001/"
    assert browser("county_office").get(address, headers=JSON).status_code == 200
    assert browser("resident_cadre").get(address, headers=JSON).status_code == 404
    assert browser("other_office").get(address, headers=JSON).status_code == 404
    assert browser("audit_admin").get(address, headers=JSON).status_code in (302, 403)
    assert Client().get(address).status_code == 302
