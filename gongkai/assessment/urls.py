from django.urls import path

from gongkai.assessment import views
from gongkai.assessment.hearings import views as hearings
from gongkai.assessment.mystery.urls import urlpatterns as mystery
from gongkai.assessment.outcome.urls import urlpatterns as outcome
from gongkai.assessment.outlook.urls import urlpatterns as outlook
from gongkai.assessment.selfchecks.urls import urlpatterns as selfchecks
from gongkai.assessment.sources import looking
from gongkai.assessment.sources import views as sources
from gongkai.assessment.targets import views as targets
from gongkai.assessment.ties import views as ties
from gongkai.assessment.workbooks import views as workbooks

app_name = "assessment"
urlpatterns = [
    path("", views.index, name="list"),
    path("plan/", views.plan, name="plan"),
    path("targets/", targets.index, name="targets"),
    path("targets/new/", targets.new, name="new-targets"),
    path("targets/<key:key>/", targets.table, name="target-table"),
    path("targets/<key:key>/sheet/", targets.sheet, name="target-sheet"),
    path("targets/<key:key>/<str:name>/", targets.step, name="target-step"),
    path("hearings/<key:key>/", hearings.hearing, name="hearing"),
    path("hearings/<key:key>/<str:name>/", hearings.hearing_step, name="hearing-step"),
    path("appeals/<key:key>/", hearings.appeal, name="appeal"),
    path("appeals/<key:key>/<str:name>/", hearings.appeal_step, name="appeal-step"),
    path("scorings/<key:key>/", sources.scoring, name="scoring"),
    path("scorings/<key:key>/seconds/", looking.seconds, name="seconds"),
    path("scorings/<key:key>/agreement/", looking.agreement, name="agreement"),
    *mystery,
    path("scorings/<key:key>/<str:name>/", sources.scoring_step, name="scoring-step"),
    *outlook,
    *outcome,
    *selfchecks,
    path("<key:key>/", views.campaign, name="campaign"),
    path("<key:key>/settle/", ties.settle, name="settle"),
    path("samples/<key:key>/", looking.sample, name="sample"),
    path("samples/<key:key>/export/", looking.sample_export, name="sample-export"),
    path("samples/<key:key>/replace/", looking.replace, name="sample-replace"),
    path("seconds/<key:key>/settle/", looking.settle, name="settle-second"),
    path("<key:key>/assessors/", looking.assessors, name="assessors"),
    path("<key:key>/tasks/", sources.work, name="work"),
    path("<key:key>/tasks/export/", sources.work_export, name="work-export"),
    path("<key:key>/export/", views.export, name="export"),
    path("<key:key>/workbook/", workbooks.workbook, name="workbook"),
    path("<key:key>/workbook/sheet/", workbooks.sheet, name="workbook-sheet"),
    path("<key:key>/marks/<str:name>/", views.marks, name="marks"),
    path("<key:key>/sheets/<key:unit>/", views.sheet, name="sheet"),
    path("<key:key>/sheets/<key:unit>/facts/<str:fact>/", views.records, name="records"),
    path("<key:key>/sheets/<key:unit>/appeal/<str:indicator>/", hearings.file, name="file-appeal"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
