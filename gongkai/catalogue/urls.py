from django.urls import path

from gongkai.catalogue import (
    views,
    views_office,
    views_outside,
    views_statements,
    views_topics,
    views_townships,
    views_units,
)

app_name = "catalogue"
urlpatterns = [
    path("", views.listing, name="list"),
    # Two parts and more: no topic's code can stand in their way.
    path("topics/new/", views_topics.new, name="new"),
    path("office/import/", views_office.load, name="import"),
    path("office/sources/", views_office.sources, name="sources"),
    path("office/sources/<slug:name>/", views_office.source, name="source"),
    path("office/outside/", views_outside.index, name="outsides"),
    path("office/outside/<key:key>/", views_outside.page, name="outside"),
    path("office/outside/<key:key>/column/", views_outside.column, name="outside-column"),
    path("office/outside/<key:key>/import/", views_outside.load, name="outside-import"),
    path("office/outside/<key:key>/deliver/", views_outside.deliver, name="outside-deliver"),
    path("duties/<key:key>/quiet/", views_statements.state, name="state"),
    path("statements/<key:key>/", views_statements.statement, name="statement"),
    path("statements/<key:key>/<slug:name>/", views_statements.step, name="statement-step"),
    path("units/townships/", views_townships.compare, name="townships"),
    path("units/tailoring/", views_townships.propose, name="propose"),
    path("tailorings/<key:key>/", views_townships.record, name="tailoring"),
    path("tailorings/<key:key>/<slug:name>/", views_townships.step, name="tailoring-step"),
    path("units/contact/", views_units.contact, name="contact"),
    path("<slug:code>/", views.topic, name="topic"),
    path("<slug:code>/change/", views_topics.change, name="change"),
    path("<slug:code>/end/", views_topics.end, name="end"),
    path("<slug:code>/resume/", views_topics.resume, name="resume"),
]
