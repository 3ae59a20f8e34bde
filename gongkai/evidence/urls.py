from django.urls import path

from gongkai.evidence import views

app_name = "evidence"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/<str:sort>/", views.new, name="new"),
    path("<key:key>/", views.item, name="item"),
    path("<key:key>/renew/", views.renew, name="renew"),
    path("<key:key>/<key:number>/page/", views.page, name="page"),
    path("<key:key>/<key:number>/<str:what>/", views.file, name="file"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
