from django.urls import path

from gongkai.assessment.selfchecks import views

urlpatterns = [
    path("selfchecks/<key:key>/", views.selfcheck, name="selfcheck"),
    path("selfchecks/<key:key>/summary/", views.summary, name="selfcheck-summary"),
    path("selfchecks/<key:key>/leaves/<str:indicator>/", views.leaf, name="selfcheck-leaf"),
    path("selfchecks/<key:key>/leaves/<str:indicator>/<str:sort>/", views.material, name="selfcheck-material"),
    path("selfchecks/<key:key>/facts/<str:fact>/", views.records, name="selfcheck-records"),
    path("selfchecks/<key:key>/<str:name>/", views.selfcheck_step, name="selfcheck-step"),
    path("<key:key>/selfchecks/", views.index, name="selfchecks"),
    path("<key:key>/selfchecks/accept/", views.accept_all, name="selfchecks-accept"),
    path("<key:key>/marks/<str:name>/page/", views.capture, name="capture"),
]
