"""Addresses of preview links; robots are told to keep out."""

from django.urls import path

from gongkai.disclosures import preview_pages

app_name = "previews"
urlpatterns = [
    path("<str:token>/", preview_pages.page, name="page"),
    path("<str:token>/files/<int:number>/", preview_pages.file, name="file"),
]
