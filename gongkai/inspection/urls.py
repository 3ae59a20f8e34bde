from django.urls import path

from gongkai.inspection import views

app_name = "inspection"
urlpatterns = [path("", views.index, name="list"), path("start/", views.start, name="start")]
