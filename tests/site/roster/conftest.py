"""The two counties of the ledger's tests, with a second unit and a successor, for whoever keeps the roster."""

from __future__ import annotations

import atexit
import io
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from tests.site.ledger.conftest import HOME, acting, browser, cluster, database, owed
from tests.site.seed import connect

from bangfu.site.postgres import Cluster
from bangfu.site.roster.models import Organisation, Person, Place, Post

atexit.register(shutil.rmtree, HOME, ignore_errors=True)
__all__ = ["acting", "browser", "cluster", "database", "owed"]
Rows = dict[str, list[list[Any]]]
Owner = Callable[[], Any]
SignIn = Callable[[str], Client]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def owner(cluster: Cluster, database: str) -> Callable[[], Any]:
    """`with owner():` is whoever set the county up: sees and writes everything."""

    @contextmanager
    def own() -> Generator[None]:
        connect(cluster.url("bangfu_owner", database))
        yield
        connections["default"].close()
        connect(cluster.url("bangfu_app", database))

    return own


@pytest.fixture
def successor(owner: Owner) -> None:
    """Somebody of another unit of county a, who works in the township and can take over."""
    with owner():
        a = Place.objects.get(pk=990001000000)
        town = Place.objects.get(pk=990001100000)
        unit = Organisation.objects.create(
            id="99-second", name="县林业局", key="xlyj xianlinyeju", level="county", place=a
        )
        new = Person.objects.create(id="99-new", name="新来", key="xl xinlai", organisation=unit)
        Post.objects.create(
            id="99-town-post", role="township_leader", person=new, place=town, start="2019-01-01"
        )


def workbook(sheets: Rows) -> SimpleUploadedFile:
    """A workbook as somebody uploads it; the first row of each sheet is its head."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return SimpleUploadedFile("roster.xlsx", packed.getvalue(), XLSX)
