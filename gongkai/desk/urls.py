from django.urls import path

from gongkai.desk import lists, mails, noticing, unsent, views
from gongkai.look.views import gallery

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("duties/", lists.whole, name="duties"),
    path("duties/clockless/", lists.whole, {"part": "clockless"}, name="clockless"),
    path("duties/others/", lists.whole, {"part": "others"}, name="others"),
    path("duties/keep/", lists.keep, name="keep-filter"),
    path("mail/", mails.mail, name="mail"),
    path("notices/", noticing.notices, name="notices"),
    path("notices/seen/", noticing.seen, name="notices-seen"),
    path("notices/how/", noticing.wishes, name="wishes"),
    path("notices/calendar/", noticing.calendar, name="calendar"),
    path("why/<int:key>/", views.why, name="why"),
    path("health/", views.health, name="health"),
    path("health/unsent/", unsent.unsent, name="unsent"),
    path("health/unsent/<int:key>/again/", unsent.again, name="send-again"),
    path("look/desk/", gallery, {"product": "desk"}, name="look-desk"),
    path("look/portal/", gallery, {"product": "portal"}, name="look-portal"),
]
