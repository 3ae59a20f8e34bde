"""Public address of a reader's word on a page."""

from django.urls import re_path

from gongkai.writing import voting

app_name = "readers"
urlpatterns = [re_path(r"^(?P<shown>[a-z]{10})/$", voting.useful, name="useful")]
