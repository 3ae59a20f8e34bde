"""Public addresses of the reader's form."""

from django.urls import include, path, re_path

from gongkai.corrections import visiting

app_name = "visitors"
urlpatterns = [
    path("", visiting.form, name="site"),
    path("useful/", include("gongkai.writing.reader_urls")),
    path("status/", visiting.status, name="status"),
    re_path(r"^(?P<shown>[a-z]{10})/$", visiting.form, name="page"),
]
