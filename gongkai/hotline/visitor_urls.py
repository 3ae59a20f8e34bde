"""Public addresses of the hotline."""

from django.urls import path

from gongkai.hotline import visiting

app_name = "calling"
urlpatterns = [path("", visiting.form, name="form"), path("status/", visiting.status, name="status")]
