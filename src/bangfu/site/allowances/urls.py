"""Addresses of allowances."""

from django.urls import path

from bangfu.site.allowances.views import files, paying, rates, sheets

urlpatterns = [
    path("allowances/", sheets.month, name="allowances"),
    path("allowances/rates/", rates.rates, name="allowance_rates"),
    path("allowances/rates/new/", rates.set_rate, name="allowance_rate_new"),
    path("allowances/rates/<str:pk>/end/", rates.end_rate, name="allowance_rate_end"),
    path("allowances/year/<int:year>/", sheets.year, name="allowances_year"),
    path("allowances/export/<slug:form>/", files.export, name="allowances_export"),
    path("allowances/pay/<str:period>/<slug:what>/<str:of>/", paying.enter_payment, name="allowance_pay"),
    path("allowances/payments/<str:pk>/back/", paying.undo_payment, name="payment_back"),
    path("allowances/<str:person>/<str:month>/", sheets.person, name="allowance"),
]
