from django.urls import path

from gongkai.cleanups import registering, views

app_name = "cleanups"
urlpatterns = [
    path("", registering.papers, name="papers"),
    path("upper/", registering.upper, name="upper"),
    path("list/", views.index, name="list"),
    path("plan/", views.plan, name="plan"),
    path("parts/<key:key>/", views.part, name="part"),
    path("parts/<key:key>/<str:name>/", views.part_step, name="part-step"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
