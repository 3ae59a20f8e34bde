from django.urls import path

from gongkai.assessment import views

app_name = "assessment"
urlpatterns = [
    path("", views.index, name="list"),
    path("plan/", views.plan, name="plan"),
    path("<key:key>/", views.campaign, name="campaign"),
    path("<key:key>/export/", views.export, name="export"),
    path("<key:key>/marks/<str:name>/", views.marks, name="marks"),
    path("<key:key>/sheets/<key:unit>/", views.sheet, name="sheet"),
    path("<key:key>/sheets/<key:unit>/facts/<str:fact>/", views.records, name="records"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
