from django.urls import path

from gongkai.assessment import views

app_name = "assessment"
urlpatterns = [
    path("", views.index, name="list"),
    path("plan/", views.plan, name="plan"),
    path("<int:key>/", views.campaign, name="campaign"),
    path("<int:key>/export/", views.export, name="export"),
    path("<int:key>/marks/<str:name>/", views.marks, name="marks"),
    path("<int:key>/sheets/<int:unit>/", views.sheet, name="sheet"),
    path("<int:key>/sheets/<int:unit>/facts/<str:fact>/", views.records, name="records"),
    path("<int:key>/<str:name>/", views.step, name="step"),
]
