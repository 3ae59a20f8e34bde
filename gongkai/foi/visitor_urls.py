"""Public addresses of requests."""

from django.urls import path, re_path

from gongkai.foi import reporting, visiting
from gongkai.foi.afterwards import views as afterwards

app_name = "asking"
urlpatterns = [
    path("", visiting.home, name="home"),
    path("status/", visiting.status, name="status"),
    path("answers/", afterwards.answers, name="answers"),
    re_path(r"^u/(?P<unit>[A-Za-z0-9-]{1,18})/$", visiting.form, name="form"),
    re_path(r"^u/(?P<unit>[A-Za-z0-9-]{1,18})/channel/$", reporting.channel, name="channel"),
]
