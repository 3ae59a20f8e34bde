from django.urls import path

from gongkai.emergencies import views

app_name = "emergencies"
urlpatterns = [
    path("", views.index, name="list"),
    path("start/", views.start, name="start"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
