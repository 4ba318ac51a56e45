"""Posts and pairings: new, ended, put right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bangfu.site.roster.models import Pairing, Post
from bangfu.site.roster.passing_forms import EndPairing, EndPost
from bangfu.site.roster.row_forms import PairingForm, PostForm
from bangfu.site.roster.views.editing import edit
from bangfu.site.web.access import opens_for

ASKED = ("role", "person", "organisation", "place", "household")


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the page that led here knows already."""
    return {name: request.GET[name] for name in ASKED if name in request.GET}


def _page_of(post: Post) -> str:
    """Where a post is best seen: at its person, its unit or its place."""
    if post.person is not None:
        return reverse("person", args=[post.person.pk])
    if post.organisation is not None:
        return reverse("organisation", args=[post.organisation.pk])
    return reverse("place", args=[post.place.pk]) if post.place else reverse("places")


def _home_of(pairing: Pairing) -> str:
    return reverse("household", args=[pairing.household.pk])


@opens_for("roster")
def new_post(request: HttpRequest) -> HttpResponse:
    """Somebody takes up a post, or a unit begins to assist."""
    form = PostForm(request.POST or None, initial=_asked(request))
    return edit(request, form, _("新增职务"), reverse("places"), _page_of)


@opens_for("roster")
def end_post(request: HttpRequest, pk: str) -> HttpResponse:
    """A post ends; it stays to be seen with its days."""
    post = get_object_or_404(Post, pk=pk)
    return edit(
        request, EndPost(request.POST or None, instance=post), _("结束职务"), _page_of(post), _page_of
    )


@opens_for("roster")
def correct_post(request: HttpRequest, pk: str) -> HttpResponse:
    """Put a post's row right."""
    post = get_object_or_404(Post, pk=pk)
    form = PostForm(request.POST or None, instance=post, correcting=True)
    return edit(request, form, _("更正职务"), _page_of(post), _page_of)


@opens_for("roster")
def new_pairing(request: HttpRequest) -> HttpResponse:
    """Somebody begins to help a household."""
    form = PairingForm(request.POST or None, initial=_asked(request))
    return edit(request, form, _("新增结对"), reverse("households"), _home_of)


@opens_for("roster")
def end_pairing(request: HttpRequest, pk: str) -> HttpResponse:
    """A pairing ends."""
    pairing = get_object_or_404(Pairing.objects.select_related("household"), pk=pk)
    form = EndPairing(request.POST or None, instance=pairing)
    return edit(request, form, _("结束结对"), _home_of(pairing), _home_of)


@opens_for("roster")
def correct_pairing(request: HttpRequest, pk: str) -> HttpResponse:
    """Put a pairing's row right."""
    pairing = get_object_or_404(Pairing.objects.select_related("household"), pk=pk)
    form = PairingForm(request.POST or None, instance=pairing, correcting=True)
    return edit(request, form, _("更正结对"), _home_of(pairing), _home_of)
