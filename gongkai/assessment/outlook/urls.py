"""Addresses of the pages to look at; they stand before those of a campaign's steps."""

from django.urls import path

from gongkai.assessment.outlook import views

urlpatterns = [
    path("today/", views.today, name="today"),
    path("<key:key>/overview/", views.overview, name="overview"),
    path("<key:key>/overview/<slug:name>.svg", views.picture, name="picture"),
    path("<key:key>/overview/<slug:name>.png", views.picture, {"form": "png"}, name="picture-png"),
    path("<key:key>/sheets/<key:unit>/losses.svg", views.losses, name="losses"),
    path("<key:key>/sheets/<key:unit>/losses.png", views.losses, {"form": "png"}, name="losses-png"),
    path("<key:key>/signals/", views.signals, name="signals"),
    path("<key:key>/other-rules/", views.other_rules, name="other-rules"),
    path("<key:key>/rescored/", views.rescored, name="rescored"),
]
