"""Addresses of the register: files, lists, books, imports, leads, slips."""

from django.urls import path

from bangfu.site.household.views import compared, files, imports, own, privacy, register

urlpatterns = [
    path("register/", register.register, name="register"),
    path("register/gaps/", register.gaps, name="register_gaps"),
    path("register/books/", register.books, name="register_books"),
    path("register/books/<int:code>/", register.book, name="register_book"),
    path("register/books/<int:code>/book.xlsx", register.book_export, name="register_book_export"),
    path("register/imports/", imports.imports, name="register_imports"),
    path("register/imports/<str:pk>/", imports.one, name="register_import"),
    path("register/imports/<str:pk>/next/", imports.go_on, name="register_import_next"),
    path("register/imports/<str:pk>/<slug:what>/", imports.act, name="register_import_act"),
    path("register/leads/", compared.leads, name="register_leads"),
    path("register/leads/new/", compared.compare, name="register_compare"),
    path("register/leads/<str:pk>/<slug:what>/", compared.answer, name="register_lead_answer"),
    path("register/keeping/", privacy.keeping, name="register_keeping"),
    path("register/keeping/<slug:what>/", privacy.set_keeping, name="register_keeping_set"),
    path("register/corrections/", privacy.corrections, name="register_corrections"),
    path("register/corrections/<str:pk>/<slug:what>/", privacy.answer, name="register_correction_answer"),
    path("open/household/", own.own_file, name="own_household"),
    path("open/household/correct/", own.correct, name="own_household_correct"),
    path("households/<str:pk>/file/", files.household_file, name="household_file"),
    path("households/<str:pk>/file/new/", files.new_version, name="household_version"),
    path("households/<str:pk>/file/slip/", privacy.slip, name="household_slip"),
    path("households/<str:pk>/file/<slug:what>/", files.household_add, name="household_add"),
    path("households/<str:pk>/card/", files.household_card, name="household_card"),
]
