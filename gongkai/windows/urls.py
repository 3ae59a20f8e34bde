from django.urls import path

from gongkai.windows.bulletins import views as bulletins
from gongkai.windows.centres import views as centres
from gongkai.windows.events import views as events
from gongkai.windows.handling import views as handling
from gongkai.windows.items import views as items
from gongkai.windows.staffing import views as staffing

app_name = "windows"
urlpatterns = [
    path("", handling.index, name="cases"),
    path("cases/new/", handling.new, name="new-case"),
    path("cases/<key:key>/", handling.record, name="case"),
    path("cases/<key:key>/applicant/", handling.applicant, name="case-applicant"),
    path("cases/<key:key>/<str:name>/", handling.step, name="case-step"),
    path("parts/", handling.parts, name="parts"),
    path("parts/<key:key>/", handling.part, name="part"),
    path("parts/<key:key>/<str:name>/", handling.part_step, name="part-step"),
    path("items/", items.index, name="items"),
    path("items/new/", items.new, name="new-items"),
    path("items/<key:key>/", items.record, name="item"),
    path("items/<key:key>/<str:name>/", items.step, name="item-step"),
    path("approvals/", items.catalogue, name="approvals"),
    path("windows/", staffing.index, name="windows"),
    path("windows/new/", staffing.new, name="new-window"),
    path("windows/attendance/", staffing.bring, name="attendance"),
    path("windows/attendance/sheet/", staffing.sheet, name="attendance-sheet"),
    path("windows/<key:key>/", staffing.record, name="window"),
    path("windows/<key:key>/<str:name>/", staffing.step, name="window-step"),
    path("centres/", centres.index, name="centres"),
    path("centres/new/", centres.new, name="new-centre"),
    path("centres/<key:key>/", centres.record, name="centre"),
    path("centres/<key:key>/<str:name>/", centres.step, name="centre-step"),
    path("events/", events.index, name="events"),
    path("events/new/", events.new, name="new-event"),
    path("events/<key:key>/", events.record, name="event"),
    path("events/<key:key>/proof/<str:sha256>/", events.file, name="event-proof"),
    path("events/<key:key>/<str:name>/", events.step, name="event-step"),
    path("bulletins/", bulletins.index, name="bulletins"),
    path("bulletins/new/", bulletins.new, name="new-bulletin"),
    path("bulletins/<key:key>/", bulletins.record, name="bulletin"),
    path("bulletins/<key:key>/<str:name>/", bulletins.step, name="bulletin-step"),
]
