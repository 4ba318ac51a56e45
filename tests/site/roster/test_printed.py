"""A printed list comes in beside the roster: every repair is told, and it only ever adds."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.site.acting import Acting
from tests.site.roster.conftest import Owner, SignIn

from bangfu.facts.reading import read_case
from bangfu.facts.tongwei import RAW
from bangfu.site.roster.models import Change, Organisation, Place, Post
from bangfu.site.roster.rows import ROSTER, code_of
from bangfu.site.web.models import Account

CASE = RAW.parent / "case"


def uploaded(client: Client, list_: bytes, layout: str) -> Any:
    file = SimpleUploadedFile("list.tsv", list_)
    return client.post("/roster/upload/printed/", {"table": file, "layout": layout}, follow=True)


def settle(owner: Owner) -> None:
    """The places of the county that was printed, and the office as its own."""
    with owner():
        columns = ROSTER["places"].columns
        rows = read_case(CASE)["places"].select(list(columns)).to_pylist()
        texts = [{c: "" if row[c] is None else str(row[c]) for c in columns} for row in rows]
        Place.objects.bulk_create([Place(**ROSTER["places"].values(t)) for t in texts])
        Account.objects.filter(username="county_office").update(area_id=code_of("621121"))


def test_a_list_of_another_county_has_no_layout(browser: SignIn) -> None:
    response = uploaded(browser("county_office"), b"\n", "province")
    assert "layout" in response.context["printed"].errors


def test_what_is_no_list_is_refused_and_nothing_is_kept(
    browser: SignIn, acting: Acting, owner: Owner
) -> None:
    settle(owner)
    response = uploaded(browser("county_office"), b"a\tb\n1\t2\n", "province")
    assert response.context["problems"]
    with acting("county_office"):
        assert not Change.objects.exists()


def test_a_printed_list_adds_units_and_their_villages_once(
    browser: SignIn, acting: Acting, owner: Owner
) -> None:
    settle(owner)
    clerk, list_ = browser("county_office"), (RAW / "province.tsv").read_bytes()
    response = uploaded(clerk, list_, "province")
    assert response.context["repairs"]
    page = response.redirect_chain[-1][0]
    done = clerk.post(f"{page}do/", {"reason": "按文件补录", "faultless": "1"}, follow=True)
    assert done.context["change"].state == "applied"
    with acting("county_office"):
        units = Organisation.objects.filter(level="province").count()
        posts = Post.objects.filter(role="assisting_unit").count()
        assert units > 0
        assert posts >= units
    again = uploaded(clerk, list_, "province")
    assert again.context["change"].counts == {}
    clerk.post(f"{page}undo/", {"reason": "传错了"})
    with acting("county_office"):
        assert not Post.objects.filter(role="assisting_unit").exists()
        assert not Organisation.objects.filter(level="province").exists()
