from django.urls import path

from gongkai.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("<key:key>/", views.intake, name="intake"),
    path("<key:key>/<slug:name>/", views.step, name="step"),
]
