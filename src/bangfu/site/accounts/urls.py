"""Addresses of the administrators."""

from __future__ import annotations

from django.urls import path

from bangfu.site.accounts.views import accounts, audit, home, proposed, security

urlpatterns = [
    path("home/administration/", home.home_admin, name="home_admin"),
    path("accounts/", accounts.accounts_page, name="accounts"),
    path("accounts/new/", accounts.new_account, name="new_account"),
    path("accounts/proposed/", proposed.proposed, name="proposed_accounts"),
    path("accounts/admit/", security.admit_many, name="admit_accounts"),
    path("accounts/locked/", security.locked, name="locked"),
    path("accounts/options/<slug:kind>/", accounts.options, name="account_options"),
    path("accounts/<str:pk>/", accounts.account_page, name="account"),
    path("accounts/<str:pk>/end/", accounts.end_account, name="end_account"),
    path("accounts/<str:pk>/password/", accounts.new_password, name="new_password"),
    path("accounts/<str:pk>/admit/", security.admit, name="admit_account"),
    path("accounts/<str:pk>/seat/", security.seat, name="account_seat"),
    path("accounts/<str:pk>/second-factor/", security.second_factor_reset, name="second_factor_reset"),
    path("accounts/<str:pk>/sessions/", security.sessions_end, name="sessions_end"),
    path("audit/history/", audit.history, name="audit_history"),
    path("audit/history/export/", audit.history_export, name="audit_history_export"),
    path("audit/unmaskings/", audit.unmaskings, name="audit_unmaskings"),
    path("audit/unmaskings/export/", audit.unmaskings_export, name="audit_unmaskings_export"),
    path("audit/<slug:group>/", audit.acts, name="audit_acts"),
    path("audit/<slug:group>/export/", audit.acts_export, name="audit_acts_export"),
]
