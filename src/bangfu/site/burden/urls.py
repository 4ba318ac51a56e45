"""Addresses of the burden meter, of forms and of complaints."""

from django.urls import path

from bangfu.site.burden.views import complaints, filling, meter, papers

urlpatterns = [
    path("burden/", meter.board, name="burden"),
    path("burden/asked/", meter.asked, name="burden_asked"),
    path("burden/spent/", meter.spent, name="burden_spent"),
    path("burden/costs/", meter.costs, name="burden_costs"),
    path("burden/costs/<slug:what>/", meter.costs_add, name="burden_costs_add"),
    path("burden/forms/", papers.register, name="burden_forms"),
    path("burden/forms/new/", papers.gate, name="burden_form_new"),
    path("burden/forms/<str:pk>/", papers.form, name="burden_form"),
    path("burden/forms/<str:pk>/filled/", papers.filled, name="burden_form_filled"),
    path("burden/forms/<str:pk>/filled/full/", papers.filled_in_full, name="burden_form_in_full"),
    path("burden/forms/<str:pk>/fill/", filling.fill, name="burden_form_fill"),
    path("burden/forms/<str:pk>/<slug:what>/", papers.form_add, name="burden_form_add"),
    path("burden/say/", complaints.say, name="burden_say"),
    path("burden/said/", complaints.said, name="burden_said"),
    path("burden/heard/", complaints.heard, name="burden_heard"),
    path("burden/heard/<str:pk>/<slug:what>/", complaints.answer, name="burden_answer"),
]
