from django.urls import path

from gongkai.writing import views

app_name = "writing"
urlpatterns = [
    path("alarms/", views.alarms, name="alarms"),
    path("alarms/<key:key>/", views.alarm, name="alarm"),
    path("alarms/<key:key>/<str:name>/", views.step, name="step"),
]
