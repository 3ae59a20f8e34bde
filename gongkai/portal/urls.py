"""Public addresses. Each path that is a page is also the place of its file in a tree of files."""

from django.urls import path, re_path

from gongkai.portal import views

app_name = "portal"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("f/<slug:short>/<str:name>", views.file, name="file"),
    re_path(r"^(?:|[dcglut]/.*|[a-z0-9-]+\.(?:xml|txt))$", views.page, name="page"),
    # What else is asked for may have stood on the site before this one; other rooms' addresses are not among it.
    re_path(r"^(?!(?:staff|correct|search|f|preview)(?:/|$)).+$", views.page, name="old"),
]
