"""Public addresses of the mail subscription. The links in letters end with confirm/ or end/."""

from django.urls import path, re_path

from gongkai.subscriptions import views

app_name = "subscriptions"
urlpatterns = [
    path("", views.form, name="form"),
    re_path(r"^c/(?P<column>[A-Za-z0-9_-]+)/$", views.form, name="column"),
    re_path(r"^u/(?P<unit>[A-Za-z0-9_-]+)/$", views.form, name="unit"),
    re_path(r"^(?P<code>[a-z]{16})/(?P<token>[0-9a-f]{32})/(?P<what>confirm|end)/$", views.link, name="link"),
]
