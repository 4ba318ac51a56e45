"""The pages of a household's file: a clerk files and reads it; names stay masked; others read and may not file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.site.household.files import BARE, CLERK
from tests.site.world import OWN, TODAY

from bangfu.site.household.forms import MORE, Members

Browser = Callable[[str], Client]


class TestThePages:
    def test_a_clerk_files_and_reads_it(self, browser: Browser) -> None:
        clerk, base = browser(CLERK), f"/households/{BARE}/file/"
        assert "还没有建档" in clerk.get(base).content.decode()
        members = {
            "members-TOTAL_FORMS": "3",
            "members-INITIAL_FORMS": "0",
            "members-0-name": "示例户主",
            "members-0-relation": "head",
        }
        answer = clerk.post(
            f"{base}new/", {"start": str(TODAY), "why": "confirmed", "cause": "illness", **members}
        )
        assert answer.status_code == 302, answer.content.decode()
        page = clerk.get(base).content.decode()
        assert "因病" in page
        assert "示例户主" not in page  # masked for who does not know the household
        assert "示**" in page

    def test_empty_forms_for_members_are_sent_by_a_browser_and_make_nobody(self, browser: Browser) -> None:
        clerk, base = browser(CLERK), f"/households/{BARE}/file/new/"
        sent = {
            f"{form.prefix}-{name}": next(iter(dict(getattr(field, "choices", [("", "")]))))
            for form in Members(prefix="members").forms
            for name, field in form.fields.items()
        } | {"members-TOTAL_FORMS": str(MORE), "members-INITIAL_FORMS": "0", "why": "confirmed"}
        refused = clerk.post(base, {"start": str(TODAY), **sent})
        assert (refused.status_code, "户主" in refused.content.decode()) == (422, True)
        head = {"members-0-name": "示例户主", "members-0-relation": "head"}
        assert clerk.post(base, {"start": str(TODAY), **sent, **head}).status_code == 302

    @pytest.mark.parametrize("who", ["responsible_helper", "inspector"])
    def test_others_read_and_may_not_file(self, browser: Browser, who: str) -> None:
        own = browser(who)
        assert own.get(f"/households/{OWN.id('household')}/file/").status_code == 200
        assert own.get(f"/households/{OWN.id('household')}/file/new/").status_code == 403
