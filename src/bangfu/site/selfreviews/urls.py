"""Addresses of self-reviews."""

from django.urls import path

from bangfu.site.selfreviews.views import office, replies

urlpatterns = [
    path("selfreviews/", office.selfreviews, name="selfreviews"),
    path("selfreviews/new/", office.new, name="new_selfreview"),
    path("selfreviews/reply/<str:pk>/", replies.reply, name="selfreview_reply"),
    path("selfreviews/reply/<str:pk>/answer/", replies.answer, name="selfreview_answer"),
    path("selfreviews/reply/<str:pk>/return/", replies.give_back, name="selfreview_return"),
    path("selfreviews/<str:pk>/", office.selfreview, name="selfreview"),
    path("selfreviews/<str:pk>/export/", office.export, name="selfreview_export"),
]
