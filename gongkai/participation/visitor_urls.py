"""Public addresses of questionnaires."""

from django.urls import path, re_path

from gongkai.participation.surveys import visiting

app_name = "surveys"
urlpatterns = [
    path("", visiting.index, name="home"),
    re_path(r"^(?P<address>[a-z]{10})/$", visiting.form, name="form"),
]
