from django.urls import path

from gongkai.foi import views, views_intake
from gongkai.foi.disputes import views as disputes

app_name = "foi"
urlpatterns = [
    path("", views.index, name="list"),
    path("find/", views.find, name="find"),
    path("new/", views_intake.enter, name="enter"),
    path("disputes/", disputes.index, name="disputes"),
    path("disputes/new/", disputes.new, name="new-dispute"),
    path("disputes/<key:key>/", disputes.record, name="dispute"),
    path("disputes/<key:key>/papers/<str:sha256>/", disputes.paper, name="dispute-paper"),
    path("disputes/<key:key>/<str:name>/", disputes.step, name="dispute-step"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/applicant/", views.applicant, name="applicant"),
    path("<key:key>/proofs/<key:proof>/", views.proof, name="proof"),
    path("<key:key>/confirm/", views_intake.confirm, name="confirm"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
