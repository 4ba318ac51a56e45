"""The parts of the printed forms that may be filled here, and whom each may be about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from bangfu.regulation.forms import Form, Part, Row
from bangfu.regulation.model import ChecklistItem, Regulation, Title
from bangfu.regulation.vocabulary import RESIDENT_CADRES
from bangfu.site.duties.law import law
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Organisation, Person, Post
from bangfu.site.web.words import tongue

# These are inspected where they serve, and their township may know; whoever serves the county is the county's matter.
SERVES_AT_THE_PLACE = ("township_government", *RESIDENT_CADRES)
MOST = 600  # subjects to choose from


@dataclass(frozen=True)
class FormPart:
    """A part of a form of a regulation in force."""

    pack: Regulation
    form: Form
    number: int  # of the part, from 0

    @property
    def part(self) -> Part:
        """The part itself."""
        return self.form.part[self.number]

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{self.pack.regulation.id}:{self.form.id}:{self.number}"

    @property
    def title(self) -> str:
        """Whom it asks about."""
        return said(self.part.title)

    def questions(self, row: Row) -> list[ChecklistItem]:
        """What the provisions of a row ask, one by one: they help to judge the row and are not answered by themselves."""
        clause = self.part.clause_of(row)
        return [p.checklist for p in self.pack.provision if p.checklist and p.clause == clause]


def said(title: Title) -> str:
    """A title in the language of the page."""
    return str(getattr(title, tongue()))


def form_parts() -> Iterator[FormPart]:
    """Every part of every form of the regulations adopted here."""
    for pack in law().packs.values():
        for form in pack.form:
            for number in range(len(form.part)):
                yield FormPart(pack, form, number)


def part_named(key: str) -> FormPart | None:
    """The part that an address names."""
    return next((part for part in form_parts() if part.key == key), None)


def posts_of(part: FormPart, day: date) -> list[Post]:
    """Whom a part may be about on a day, each once: by the posts that this account sees."""
    roles = part.part.subject
    rows: QuerySet[Post] = holding(Post.objects.filter(role__in=roles, place__isnull=False), day)
    rows = rows.select_related("person__organisation", "organisation", "place__parent")
    found: dict[str, Post] = {}
    for post in rows.order_by("place", "id"):
        found.setdefault(subject_of(post).pk, post)
    return list(found.values())[:MOST]


def subject_of(post: Post) -> Person | Organisation:
    """Who is inspected in a post: the person who holds it, or the unit."""
    subject = post.person or post.organisation
    if subject is None:
        raise ValueError(f"post {post.pk} is held by nobody")
    return subject


def place_of(post: Post) -> int:
    """The place by which it is decided who sees a sheet about the holder of a post."""
    code = post.place_id or 0
    return code if post.role in SERVES_AT_THE_PLACE else county_at(code)
