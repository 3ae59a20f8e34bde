from django.urls import path

from gongkai.foi import views, views_intake

app_name = "foi"
urlpatterns = [
    path("", views.index, name="list"),
    path("find/", views.find, name="find"),
    path("new/", views_intake.enter, name="enter"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/applicant/", views.applicant, name="applicant"),
    path("<key:key>/proofs/<key:proof>/", views.proof, name="proof"),
    path("<key:key>/confirm/", views_intake.confirm, name="confirm"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
