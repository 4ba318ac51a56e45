"""A household's name stands in the page that was asked for and nowhere around it: no title, address, file name, log or act."""

from __future__ import annotations

import logging
import re

import psycopg
import pytest
from tests.site.conftest import Quick
from tests.site.reading import words_of
from tests.site.routes import group, routes
from tests.site.world import NEAR, OWN

ROLES = ("county_office", "township_clerk", "responsible_helper", "inspector")
NAMES = (OWN.text("户主"), NEAR.text("户主"), OWN.secret, NEAR.secret)
AROUND = re.compile(r"<title>.*?</title>|<meta [^>]*>", re.DOTALL)
HEADS = ("Content-Disposition", "Location", "HX-Redirect", "HX-Push-Url", "Link")


def around(text: str, heads: dict[str, str]) -> str:
    """What a browser keeps or sends on of an answer without showing it in the page."""
    return "\n".join([*AROUND.findall(text), *(value for name, value in heads.items() if name in HEADS)])


@pytest.mark.parametrize("role", ROLES)
def test_no_name_in_titles_addresses_files_logs_and_acts(
    site: str, owner: psycopg.Connection, caplog: pytest.LogCaptureFixture, role: str
) -> None:
    client, found = Quick(role), list[str]()
    with caplog.at_level(logging.DEBUG):
        for route in routes():
            for side in ("own", "near"):
                if role not in group(route.opens) or route.name == "sign_out":
                    continue
                answer = client.get(route.address(side))
                told = around(words_of(answer), dict(answer.items()))
                found += [f"{route.name}: {told}" for name in NAMES if name in told]
    assert not found, "\n".join(found)
    said = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.template")
    )
    assert not [name for name in NAMES if name in said]
    acts = str(owner.execute("select t::text from web_act t").fetchall())
    assert not [name for name in NAMES if name in acts]
