from django.urls import path

from gongkai.desk import mails, views
from gongkai.look.views import gallery

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("mail/", mails.mail, name="mail"),
    path("why/<int:key>/", views.why, name="why"),
    path("health/", views.health, name="health"),
    path("look/desk/", gallery, {"product": "desk"}, name="look-desk"),
    path("look/portal/", gallery, {"product": "portal"}, name="look-portal"),
]
