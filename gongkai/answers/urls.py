from django.urls import path

from gongkai.answers import views

app_name = "answers"
urlpatterns = [
    path("", views.index, name="list"),
    path("form/", views.form, name="form"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/edit/", views.edit, name="edit"),
    path("<key:key>/preview/", views.preview, name="preview"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
