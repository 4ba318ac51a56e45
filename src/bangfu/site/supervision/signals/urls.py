"""Addresses of signals."""

from django.urls import path

from bangfu.site.supervision.signals.views import hints

urlpatterns = [
    path("signals/", hints.signals, name="signals"),
    path("signals/place/<int:code>/", hints.place_signals, name="place_signals"),
    path("signals/lead/<str:kind>/<str:entry>/", hints.lead, name="signal"),
    path("signals/lead/<str:kind>/<str:entry>/look/", hints.look, name="signal_look"),
]
