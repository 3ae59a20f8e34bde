"""Public addresses. Each path that is a page is also the place of its file in a tree of files."""

from django.urls import path, re_path

from gongkai.portal import api, following, views

app_name = "portal"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/feed.xml", following.feed, name="search-feed"),
    path("f/<slug:short>/<str:name>", views.file, name="file"),
    path("api/v1/documents", api.documents, name="api-documents"),
    re_path(r"^api/v1/documents/(?P<address>[a-z]{10})$", api.document, name="api-document"),
    re_path(r"^api/v1/lists/(?P<address>[a-z]{10})/rows$", api.rows, name="api-rows"),
    path("api/v1/columns", api.columns, name="api-columns"),
    path("api/v1/units", api.units, name="api-units"),
    path("api/v1/search", api.search, name="api-search"),
    path("api/v1/changes", api.changes, name="api-changes"),
    path("api/v1/openapi.json", views.page, name="api-description"),
    re_path(r"^api/", api.nothing, name="api-nothing"),
    re_path(r"^(?:|data/.*|[dcglput]/.*|[a-z0-9-]+\.(?:xml|txt|json|ics))$", views.page, name="page"),
    # What else is asked for may have stood on the site before this one; other rooms' addresses are not among it.
    re_path(r"^(?!(?:staff|api|apply|correct|subscribe|search|f|preview)(?:/|$)).+$", views.page, name="old"),
]
