"""Public addresses of services."""

from django.urls import path, re_path

from gongkai.windows import visiting

app_name = "services"
urlpatterns = [
    path("", visiting.home, name="home"),
    path("status/", visiting.status, name="status"),
    re_path(r"^(?P<address>[a-z]{10})/$", visiting.form, name="form"),
]
