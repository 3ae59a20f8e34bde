from django.urls import path

from gongkai.findings import views
from gongkai.findings.cards import views as cards
from gongkai.findings.incidents import views as incidents
from gongkai.findings.mending import views as mending

app_name = "findings"
urlpatterns = [
    path("", views.index, name="list"),
    path("note/", views.note, name="note"),
    path("library/", views.library, name="library"),
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/<key:key>/", views.round, name="round"),
    path("rounds/<key:key>/confirm/", views.confirm, name="confirm"),
    path("rounds/<key:key>/order/", mending.order, name="order"),
    path("rounds/<key:key>/sheets/<key:unit>/", views.loss_sheet, name="loss-sheet"),
    path("mendings/", mending.index, name="mendings"),
    path("mendings/<key:key>/", mending.record, name="mending"),
    path("mendings/<key:key>/evidence/<str:sha256>/", mending.file, name="mending-evidence"),
    path("mendings/<key:key>/<str:name>/", mending.step, name="mending-step"),
    path("incidents/", incidents.index, name="incidents"),
    path("incidents/report/", incidents.report, name="report-incident"),
    path("incidents/<key:key>/", incidents.record, name="incident"),
    path("incidents/<key:key>/evidence/<str:sha256>/", incidents.file, name="incident-evidence"),
    path("incidents/<key:key>/<str:name>/", incidents.step, name="incident-step"),
    path("cards/", cards.index, name="cards"),
    path("cards/figures/", cards.figures, name="card-figures"),
    path("cards/import/", cards.bring, name="card-import"),
    path("cards/sheet/", cards.sheet, name="card-sheet"),
    path("cards/monitoring/", cards.begin, name="begin-monitoring"),
    path("cards/monitoring/<key:key>/", cards.monitoring, name="monitoring"),
    path("cards/monitoring/<key:key>/<str:name>/", cards.monitoring_step, name="monitoring-step"),
    path("cards/<key:key>/", cards.record, name="card"),
    path("cards/<key:key>/<str:name>/", cards.step, name="card-step"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
