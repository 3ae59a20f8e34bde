from django.urls import path

from gongkai.participation.consultations import views as consultations
from gongkai.participation.consultations import views_opinions as opinions
from gongkai.participation.decisions import views as decisions
from gongkai.participation.decisions import views_catalogue as catalogues
from gongkai.participation.gatherings import views as gatherings
from gongkai.participation.surveys import views

app_name = "participation"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("decisions/", decisions.index, name="decisions"),
    path("decisions/new/", decisions.new, name="new-decision"),
    path("decisions/<key:key>/", decisions.record, name="decision"),
    path("decisions/<key:key>/edit/", decisions.edit, name="decision-edit"),
    path("decisions/<key:key>/procedures/<str:sort>/", decisions.procedure, name="procedure"),
    path("decisions/<key:key>/papers/<str:sha256>/", decisions.paper, name="decision-paper"),
    path("decisions/<key:key>/<str:name>/", decisions.step, name="decision-step"),
    path("catalogues/", catalogues.index, name="catalogues"),
    path("catalogues/new/", catalogues.new, name="new-catalogue"),
    path("catalogues/<key:key>/", catalogues.record, name="catalogue"),
    path("catalogues/<key:key>/papers/<str:sha256>/", catalogues.paper, name="catalogue-paper"),
    path("catalogues/<key:key>/<str:name>/", catalogues.step, name="catalogue-step"),
    path("consultations/", consultations.index, name="consultations"),
    path("consultations/new/", consultations.new, name="new-consultation"),
    path("consultations/<key:key>/", consultations.record, name="consultation"),
    path("consultations/<key:key>/head/", consultations.head, name="consultation-head"),
    path("consultations/<key:key>/revise/", consultations.revise, name="consultation-revise"),
    path("consultations/<key:key>/opinions/", opinions.index, name="opinions"),
    path("consultations/<key:key>/opinions/enter/", opinions.enter, name="opinion-enter"),
    path("consultations/<key:key>/opinions.xlsx", opinions.export, name="opinions-export"),
    path("consultations/<key:key>/treatments/<int:number>/", opinions.treatment, name="treatment"),
    path("consultations/<key:key>/<str:name>/", consultations.step, name="consultation-step"),
    path("opinions/<key:key>/", opinions.record, name="opinion"),
    path("opinions/<key:key>/speaker/", opinions.speaker, name="opinion-speaker"),
    path("opinions/<key:key>/<str:name>/", opinions.step, name="opinion-step"),
    path("gatherings/", gatherings.index, name="gatherings"),
    path("gatherings/new/", gatherings.new, name="new-gathering"),
    path("gatherings/<key:key>/", gatherings.record, name="gathering"),
    path("gatherings/<key:key>/people/", gatherings.people, name="gathering-people"),
    path("gatherings/<key:key>/edit/", gatherings.edit, name="gathering-edit"),
    path("gatherings/<key:key>/papers/<str:sha256>/", gatherings.paper, name="gathering-paper"),
    path("gatherings/<key:key>/<str:name>/", gatherings.step, name="gathering-step"),
    path("outcomes/<key:key>/", views.outcome, name="outcome"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/head/", views.head, name="head"),
    path("<key:key>/questions/<int:number>/", views.question, name="question"),
    path("<key:key>/invite/", views.invite, name="invite"),
    path("<key:key>/result.xlsx", views.export, name="export"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
