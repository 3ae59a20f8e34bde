from django.urls import path

from gongkai.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:code>/", views.topic, name="topic"),
]
