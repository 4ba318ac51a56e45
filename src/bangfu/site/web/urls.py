"""Addresses of the shell."""

from __future__ import annotations

from django.urls import path

from bangfu.site.web.views import home, me, offline, signing, style, unmask

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("second-factor/", signing.second_factor, name="second_factor"),
    path("password/", signing.password, name="password"),
    path("me/", me.me, name="me"),
    path("me/language/", me.language, name="language"),
    path("me/large-type/", me.large_type, name="large_type"),
    path("me/guided/", me.guided, name="guided"),
    path("record/", offline.shell, name="record"),
    path("record/sw.js", offline.worker, name="record_worker"),
    path("record/manifest.json", offline.manifest, name="record_manifest"),
    path("unmask/<slug:table>/<str:row>/", unmask.unmask, name="unmask"),
    path("style/", style.style, name="style"),
]
