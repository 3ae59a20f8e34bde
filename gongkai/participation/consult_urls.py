"""Public addresses of drafts to speak on, and of hearings to come to."""

from django.urls import path, re_path

from gongkai.participation.consultations import visiting
from gongkai.participation.gatherings import visiting as gatherings

app_name = "consult"
ADDRESS = r"^(?P<address>[a-z]{10})/"
urlpatterns = [
    path("", visiting.home, name="home"),
    path("status/", visiting.status, name="status"),
    path("waiting/", visiting.waiting, name="waiting"),
    re_path(r"^join/(?P<address>[a-z]{10})/$", gatherings.join, name="join"),
    re_path(rf"{ADDRESS}$", visiting.draft, name="draft"),
    re_path(rf"{ADDRESS}say/$", visiting.say, name="say"),
    re_path(rf"{ADDRESS}say/(?P<paragraph>[0-9]{{1,3}})/$", visiting.paragraph, name="paragraph"),
]
