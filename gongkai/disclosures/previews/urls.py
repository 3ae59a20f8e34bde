"""Addresses of preview links; robots are told to keep out."""

from django.urls import path

from gongkai.disclosures.previews import pages

app_name = "previews"
urlpatterns = [
    path("<str:token>/", pages.page, name="page"),
    path("<str:token>/files/<int:number>/", pages.file, name="file"),
]
