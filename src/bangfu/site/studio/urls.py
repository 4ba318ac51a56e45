"""Addresses of the studio."""

from django.urls import path

from bangfu.site.studio.views import desk, drafts, rules, trials, versions

urlpatterns = [
    path("studio/", desk.studio, name="studio"),
    path("studio/new/", desk.bring_in, name="studio_bring"),
    path("studio/change/<slug:regulation>/", desk.change, name="studio_change"),
    path("studio/template/<slug:template>/", desk.start, name="studio_template"),
    path("studio/rules/<str:pk>/", rules.rule, name="studio_rule"),
    path("studio/rules/<str:pk>/check/", rules.check, name="studio_check"),
    path("studio/rules/<str:pk>/leave/", rules.left, name="studio_leave"),
    path("studio/versions/<str:pk>/", versions.version, name="studio_version"),
    path("studio/versions/<str:pk>/decide/", versions.decided, name="studio_decide"),
    path("studio/<str:pk>/", drafts.draft, name="studio_draft"),
    path("studio/<str:pk>/head/", drafts.head, name="studio_head"),
    path("studio/<str:pk>/who/", drafts.who, name="studio_who"),
    path("studio/<str:pk>/text/", drafts.bench, name="studio_bench"),
    path("studio/<str:pk>/words/", drafts.words, name="studio_words"),
    path("studio/<str:pk>/add/", rules.added, name="studio_add"),
    path("studio/<str:pk>/consequences/", trials.consequences, name="studio_consequences"),
    path("studio/<str:pk>/tried/", trials.tried, name="studio_tried"),
    path("studio/<str:pk>/submit/", versions.hand_in, name="studio_submit"),
    path("studio/<str:pk>/close/", drafts.close, name="studio_close"),
]
