from django.urls import path

from gongkai.organisation import views

app_name = "organisation"
urlpatterns = [
    path("", views.units, name="units"),
    path("units/new/", views.new_unit, name="new-unit"),
    path("units/<key:key>/", views.unit, name="unit"),
    path("units/<key:key>/amend/", views.amend_unit, name="amend-unit"),
    path("units/<key:key>/end/", views.end_unit, name="end-unit"),
    path("site/", views.site, name="site"),
    path("people/", views.people, name="people"),
    path("people/new/", views.new_person, name="new-person"),
    path("people/<key:key>/", views.person, name="person"),
    path("people/<key:key>/rename/", views.rename, name="rename"),
    path("people/<key:key>/appoint/", views.appoint, name="appoint"),
    path("people/<key:key>/reset/", views.reset, name="reset"),
    path("people/<key:key>/stop/", views.stop, name="stop"),
    path("people/<key:key>/resume/", views.resume, name="resume"),
    path("posts/<key:key>/relieve/", views.relieve, name="relieve"),
]
