from django.urls import path

from gongkai.assessment.mystery import views

urlpatterns = [
    path("scorings/<key:key>/mystery/", views.index, name="mystery"),
    path("scorings/<key:key>/mystery/new/", views.new, name="new-mystery"),
    path("mystery/<key:key>/", views.task, name="mystery-task"),
    path("mystery/<key:key>/<str:name>/", views.step, name="mystery-step"),
]
