from django.urls import path

from gongkai.writing import views

app_name = "writing"
urlpatterns = [
    path("alarms/", views.alarms, name="alarms"),
    path("alarms/<key:key>/", views.alarm, name="alarm"),
    path("links/", views.dead_links, name="dead-links"),
    path("links/<key:key>/", views.dead_link, name="dead-link"),
    path("alarms/<key:key>/<str:name>/", views.step, name="step"),
]
