from django.urls import path

from gongkai.participation.surveys import views

app_name = "participation"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("outcomes/<key:key>/", views.outcome, name="outcome"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/head/", views.head, name="head"),
    path("<key:key>/questions/<int:number>/", views.question, name="question"),
    path("<key:key>/invite/", views.invite, name="invite"),
    path("<key:key>/result.xlsx", views.export, name="export"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
