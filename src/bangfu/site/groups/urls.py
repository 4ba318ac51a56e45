"""Addresses of townships, groups, maps and handbooks."""

from django.urls import path

from bangfu.site.groups.views import handbooks, maps, townships

urlpatterns = [
    path("groups/", townships.groups, name="groups"),
    path("groups/shapes/", maps.shapes, name="group_shapes"),
    path("groups/<int:code>/", townships.township, name="township_group"),
    path("groups/<int:code>/map/", maps.township_map, name="township_map"),
    path("groups/<int:code>/<slug:what>/", townships.add, name="township_group_add"),
    path("groups/of/<str:pk>/board/", townships.wall, name="group_board"),
    path("groups/of/<str:pk>/<slug:what>/", townships.add_to, name="group_add"),
    path("groups/people/<str:pk>/<slug:what>/", townships.add_of_person, name="group_person_add"),
    path("groups/teams/<str:pk>/<slug:what>/", townships.add_of_team, name="group_team_add"),
    path("handbook/", handbooks.own, name="own_handbook"),
    path("handbook/<str:pk>/", handbooks.of_person, name="handbook"),
    path("handbook/<str:pk>/<slug:what>/", handbooks.add, name="handbook_add"),
]
