"""Addresses of papers."""

from django.urls import path

from bangfu.site.papers.views import files, gather, papers, series, steps

urlpatterns = [
    path("papers/", papers.papers, name="papers"),
    path("papers/new/", papers.new, name="paper_new"),
    path("papers/gather/<str:kind>/", gather.gather, name="paper_gather"),
    path("papers/series/", series.list_series, name="paper_series"),
    path("papers/series/<str:pk>/", series.one_series, name="paper_series_one"),
    path("papers/<str:pk>/", papers.paper, name="paper"),
    path("papers/<str:pk>/edit/", steps.edit, name="paper_edit"),
    path("papers/<str:pk>/issue/", steps.issue, name="paper_issue"),
    path("papers/<str:pk>/withdraw/", steps.withdraw, name="paper_withdraw"),
    path("papers/<str:pk>/again/", steps.again, name="paper_again"),
    path("papers/<str:pk>/preview/", files.preview, name="paper_preview"),
    path("papers/<str:pk>/versions/<int:number>/", papers.version, name="paper_version"),
    path("papers/<str:pk>/<str:form>/", files.download, name="paper_file"),
]
