"""Addresses for other systems."""

from django.urls import path

from gongkai.hotline.sources import api

app_name = "hotline-api"
urlpatterns = [
    path("v1/pleas", api.pleas, name="pleas"),
    path("v1/replies", api.replies, name="replies"),
]
