"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from bangfu.site.notices.views import mine, notices, robots, troubles

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_all, name="notices_read"),
    path("notices/answers/", notices.answers, name="notices_answers"),
    path("notices/troubles/", troubles.troubles, name="notices_troubles"),
    path("notices/<str:pk>/", notices.notice, name="notice"),
    path("notices/<str:pk>/nothing/", notices.nothing, name="notice_nothing"),
    path("me/notices/", mine.mine, name="my_notices"),
    path("me/notices/try/", mine.try_mail, name="try_mail"),
    path("me/notices/calendar/", mine.my_feed, name="my_feed"),
    path("calendar/<str:token>.ics", mine.calendar, name="feed"),
    path("robots/", robots.robots, name="robots"),
    path("robots/<str:pk>/try/", robots.try_robot, name="try_robot"),
    path("robots/<str:pk>/end/", robots.end_robot, name="end_robot"),
]
