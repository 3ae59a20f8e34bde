from django.urls import path

from gongkai.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("why/<int:key>/", views.why, name="why"),
]
