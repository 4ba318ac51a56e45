"""Papers kept with a project: who adds and reads them, what is refused, and that none is changed, lost or reached from elsewhere."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.site.conftest import client_for
from tests.site.fund.steps import CLERK, COUNTY, INSPECTOR, OFFICE, Steps, said
from tests.site.reading import words_of
from tests.site.world import FAR, NEAR, OWN, Side

from bangfu.site.clock import moment
from bangfu.site.fund import attaching
from bangfu.site.fund.models import Attachment
from bangfu.site.postgres import Cluster

Browser = Callable[[str], Client]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


BAD = {
    "a page": (b"<html><script>alert(1)</script></html>", "a.pdf"),
    "a drawing with a script": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "a.jpg"),
    "a moving picture": (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "a.jpg"),
    "a program": (b"MZ\x90\x00" + bytes(64), "a.pdf"),
    "a packed file": (b"PK\x03\x04" + bytes(64), "a.docx"),
    "half a PDF": (b"%PDF-1.7\n1 0 obj", "a.pdf"),
    "half a picture": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.jpg"),
    "nothing": (b"", "a.pdf"),
}


def at(side: Side) -> str:
    return f"/fund/projects/{side.id('project')}/attach/"


def picture(form: str = "JPEG") -> bytes:
    """A picture that says where it was taken."""
    image, told = Image.new("RGB", (40, 30), "green"), Image.Exif()
    told[0x010E] = "taken at secret-place"
    image.save(file := io.BytesIO(), form, exif=told)
    return file.getvalue()


def sent(client: Client, content: bytes, name: str = "a.pdf", side: Side = OWN, **fields: str) -> Any:
    upload = SimpleUploadedFile(name, content)
    return client.post(at(side), {"called": "发票", "about": "", "upload": upload, **fields})


def kept(steps: Steps) -> set[str]:
    """The ids of the papers in view of the county office."""
    return steps.by(OFFICE, lambda _: set(Attachment.objects.values_list("pk", flat=True)))


def stored() -> set[str]:
    """The files that lie there for the county."""
    folder = f"fund/{COUNTY}"
    below = default_storage.listdir(folder)[0] if default_storage.exists(folder) else []
    return {name for each in below for name in default_storage.listdir(f"{folder}/{each}")[1]}


class TestWhoAdds:
    @pytest.mark.parametrize(
        "role", ["county_leader", "township_leader", "responsible_helper", "unit_contact"]
    )
    def test_who_only_reads_or_has_no_part_in_it_adds_none(
        self, browser: Browser, steps: Steps, role: str
    ) -> None:
        before = kept(steps)
        answer = sent(browser(role), PDF)
        assert answer.status_code == 403
        assert kept(steps) == before

    @pytest.mark.parametrize("side", [NEAR, FAR])
    def test_nobody_adds_to_a_project_out_of_sight(self, browser: Browser, steps: Steps, side: Side) -> None:
        before = kept(steps)
        who = CLERK if side is NEAR else OFFICE
        missing = browser(who).post("/fund/projects/99-none/attach/", {"called": "发票"})
        keys = (side.id("project"), "99-none")
        answer = sent(browser(who), PDF, side=side)
        assert answer.status_code == 404
        assert words_of(answer, *keys) == words_of(missing, *keys)
        assert kept(steps) == before

    @pytest.mark.parametrize("role", [CLERK, OFFICE, INSPECTOR, "inspection_office"])
    def test_who_plans_handles_or_inspects_money_adds_one(
        self, browser: Browser, steps: Steps, role: str
    ) -> None:
        before = kept(steps)
        assert sent(browser(role), PDF).status_code == 302
        (new,) = kept(steps) - before
        with steps.acting(OFFICE):
            assert Attachment.objects.get(pk=new).by == f"99-a-{role}"


class TestWhatIsRefused:
    @pytest.mark.parametrize("what", BAD)
    def test_what_is_neither_picture_nor_pdf(self, browser: Browser, steps: Steps, what: str) -> None:
        before, files = kept(steps), stored()
        answer = sent(browser(OFFICE), *BAD[what])
        assert answer.status_code == 200 and 'class="error"' in answer.content.decode()
        assert (kept(steps), stored()) == (before, files)

    def test_what_is_too_large(self, browser: Browser, steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(attaching, "MOST_BYTES", len(PDF))
        before, files = kept(steps), stored()
        told = sent(browser(OFFICE), b"%PDF-1.7\n" + PDF)
        assert told.status_code == 200 and "MB" in told.content.decode()
        assert (kept(steps), stored()) == (before, files)
        assert sent(browser(OFFICE), PDF).status_code == 302

    @pytest.mark.parametrize(
        "about", ["voucher:99-near-pay", "voucher:99-far-pay", "move:99-own-project-propose", "by:x"]
    )
    def test_what_a_paper_cannot_be_about(self, browser: Browser, steps: Steps, about: str) -> None:
        before = kept(steps)
        assert sent(browser(OFFICE), PDF, about=about).status_code == 200
        assert kept(steps) == before

    def test_the_same_paper_about_the_same_thing(self, browser: Browser, steps: Steps) -> None:
        about = f"voucher:{OWN.id('pay')}"
        assert sent(browser(OFFICE), PDF, about=about).status_code == 302
        before = kept(steps)
        assert "error" in sent(browser(CLERK), PDF, about=about).content.decode()
        assert kept(steps) == before
        assert sent(browser(OFFICE), PDF).status_code == 302  # of the project as a whole it is another


class TestWhatIsKept:
    def test_a_picture_says_no_more_than_what_is_seen(self, browser: Browser, steps: Steps) -> None:
        before = kept(steps)
        assert sent(browser(CLERK), picture(), "IMG_20200401_place.jpg").status_code == 302
        (new,) = kept(steps) - before
        answer = browser(CLERK).get(f"/fund/papers/{new}/")
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert b"secret-place" in picture() and b"secret-place" not in content
        assert answer["Content-Type"] == "image/jpeg"
        assert "IMG_20200401" not in answer["Content-Disposition"]

    def test_a_pdf_is_taken_away_and_never_shown_in_the_page(self, browser: Browser, steps: Steps) -> None:
        before = kept(steps)
        sent(browser(OFFICE), PDF + b"<script>alert(1)</script>%%EOF")
        (new,) = kept(steps) - before
        answer = browser(OFFICE).get(f"/fund/papers/{new}/")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize(
        "called", ["发票\n二", "ab\r\nX-Evil: 1", '"; filename="x.exe', "../../etc", "a/b"]
    )
    def test_whatever_it_is_called_it_can_be_taken(self, browser: Browser, steps: Steps, called: str) -> None:
        before = kept(steps)
        sent(browser(OFFICE), PDF, called=called)
        for new in kept(steps) - before:
            answer = browser(OFFICE).get(f"/fund/papers/{new}/")
            assert answer.status_code == 200 and not answer.has_header("X-Evil")
            assert (
                answer["Content-Disposition"].count("filename") == 1 or '\\"' in answer["Content-Disposition"]
            )

    def test_none_is_changed_or_lost(self, steps: Steps, counties: Cluster, site: str) -> None:
        paper = OWN.id("attachment")
        with steps.acting(OFFICE):
            assert "permission denied" in said(
                lambda: Attachment.objects.filter(pk=paper).update(title="别的")
            )
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            for statement in ("delete from fund_attachment", "update fund_attachment set title = ''"):
                with pytest.raises(psycopg.Error, match="Cannot update or delete"):
                    owner.execute(statement)  # type: ignore[arg-type]
                owner.rollback()

    def test_nobody_adds_one_in_the_name_of_another(self, steps: Steps) -> None:
        row = {
            "title": "发票", "kind": "pdf", "file": "fund/x.pdf", "hash": "1" * 64, "size": 1, "at": moment(),
        }  # fmt: skip
        with steps.acting(OFFICE) as user:
            other, own = f"99-a-{CLERK}", user.pk
            assert "row-level security" in said(
                lambda: Attachment.objects.create(project_id=OWN.id("project"), by=other, **row)
            )
            elsewhere = {"project_id": OWN.id("project"), "voucher_id": NEAR.id("pay"), "by": own}
            assert said(lambda: Attachment.objects.create(**elsewhere, **row)) == "fund_not_of_project"
            far = {"project_id": FAR.id("project"), "by": own}
            assert said(lambda: Attachment.objects.create(**far, **row)) == "fund_not_yours"
        with steps.acting("county_leader") as user:
            mine = {"project_id": OWN.id("project"), "by": user.pk}
            assert said(lambda: Attachment.objects.create(**mine, **row)) == "fund_not_yours"


class TestWhoReads:
    @pytest.mark.parametrize(("role", "side", "county"), [
        (CLERK, NEAR, "a"), ("township_leader", NEAR, "a"), (OFFICE, FAR, "a"), (INSPECTOR, FAR, "a"),
        (OFFICE, OWN, "b"), (INSPECTOR, OWN, "b"),
    ])  # fmt: skip
    def test_a_paper_out_of_sight_is_not_there(self, site: str, role: str, side: Side, county: str) -> None:
        client = client_for(role, county)
        missing = client.get("/fund/papers/99-none/")
        answer = client.get(f"/fund/papers/{side.id('attachment')}/")
        assert answer.status_code == 404
        keys = (side.id("attachment"), "99-none")
        assert words_of(answer, *keys) == words_of(missing, *keys)

    @pytest.mark.parametrize("role", ["responsible_helper", "unit_contact", "system_admin", "audit_admin"])
    def test_who_has_nothing_to_do_with_funds_reads_none(self, browser: Browser, role: str) -> None:
        assert browser(role).get(f"/fund/papers/{OWN.id('attachment')}/").status_code == 403

    @pytest.mark.parametrize("role", [CLERK, "township_leader", OFFICE, INSPECTOR, "county_leader"])
    def test_who_reads_of_the_project_reads_its_papers(self, browser: Browser, role: str) -> None:
        assert browser(role).get(f"/fund/papers/{OWN.id('attachment')}/").status_code == 200
