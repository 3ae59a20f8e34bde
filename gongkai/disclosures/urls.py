from django.urls import path

from gongkai.disclosures import views

app_name = "disclosures"
urlpatterns = [
    path("", views.index, name="list"),
    path("form/", views.form, name="form"),
    path("import/", views.load, name="import"),
    path("batch/", views.batch, name="batch"),
    path("<int:key>/", views.record, name="record"),
    path("<int:key>/edit/", views.edit, name="edit"),
    path("<int:key>/files/<str:sha256>/", views.attachment, name="attachment"),
    path("<int:key>/<str:name>/", views.step, name="step"),
]
