from django.urls import path

from gongkai.disclosures import views

app_name = "disclosures"
urlpatterns = [
    path("", views.index, name="list"),
    path("form/", views.form, name="form"),
    path("import/", views.load, name="import"),
    path("batch/", views.batch, name="batch"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/edit/", views.edit, name="edit"),
    path("<key:key>/files/<str:sha256>/", views.attachment, name="attachment"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
