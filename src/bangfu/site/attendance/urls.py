"""Addresses of the register and of leave."""

from django.urls import path

from bangfu.site.attendance.views import leave, register, tiers

urlpatterns = [
    path("attendance/", register.attendance, name="attendance"),
    path("attendance/person/<str:pk>/", register.person_month, name="attendance_person"),
    path("attendance/unit/<str:pk>/", register.unit_sheet, name="attendance_unit"),
    path("attendance/place/<int:code>/", register.place_sheet, name="attendance_place"),
    path("attendance/place/<int:code>/confirm/", register.confirm, name="attendance_confirm"),
    path("attendance/tiers/", tiers.tiers, name="attendance_tiers"),
    path("leave/", leave.leaves, name="leaves"),
    path("leave/new/", leave.new, name="leave_new"),
    path("leave/<str:pk>/", leave.leave, name="leave"),
    path("leave/<str:pk>/decide/", leave.decide, name="leave_decide"),
    path("leave/<str:pk>/withdraw/", leave.withdraw, name="leave_withdraw"),
    path("leave/<str:pk>/return/", leave.come_back, name="leave_return"),
]
