from django.urls import path

from gongkai.dossiers import views

app_name = "dossiers"
urlpatterns = [
    path("", views.index, name="list"),
    path("form/", views.form, name="form"),
    path("phases/", views.phases, name="phases"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/head/", views.head, name="head"),
    path("<key:key>/preview/", views.preview, name="preview"),
    path("<key:key>/stages/<str:name>/", views.stage, name="stage"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
