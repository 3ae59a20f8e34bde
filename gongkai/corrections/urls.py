from django.urls import path

from gongkai.corrections import views

app_name = "corrections"
urlpatterns = [
    path("", views.index, name="list"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
