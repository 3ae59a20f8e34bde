from django.urls import path

from gongkai.disclosures import (
    archive_pages,
    authoring,
    budget_pages,
    countersign_pages,
    meeting_pages,
    releasing,
    seeing,
    views,
)

app_name = "disclosures"
urlpatterns = [
    path("", views.index, name="list"),
    path("form/", authoring.form, name="form"),
    path("beside/", authoring.beside, name="beside"),
    path("cleaning/", authoring.cleaning, name="cleaning"),
    path("import/", views.load, name="import"),
    path("budgets/", budget_pages.index, name="budgets"),
    path("batch/", views.batch, name="batch"),
    path("countersigns/<key:key>/", countersign_pages.countersign, name="countersign"),
    path("countersigns/<key:key>/<str:name>/", countersign_pages.step, name="countersign-step"),
    path("countersigns/<key:key>/files/<str:sha256>/", countersign_pages.attachment, name="countersign-file"),
    path("meetings/", meeting_pages.index, name="meetings"),
    path("meetings/new/", meeting_pages.new, name="new-meeting"),
    path("meetings/<key:key>/", meeting_pages.meeting, name="meeting"),
    path("meetings/<key:key>/outcome/", meeting_pages.outcome, name="meeting-outcome"),
    path("meetings/<key:key>/paper/", meeting_pages.paper, name="meeting-paper"),
    path("meetings/<key:key>/<str:name>/", meeting_pages.step, name="meeting-step"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/countersign/", countersign_pages.ask, name="ask"),
    path("<key:key>/edit/", authoring.edit, name="edit"),
    path("<key:key>/files/<str:sha256>/", views.attachment, name="attachment"),
    path("<key:key>/release/", releasing.release, name="release"),
    path("<key:key>/material/", releasing.material, name="material"),
    path("<key:key>/originals/<key:number>/", seeing.original, name="original"),
    path("<key:key>/proofs/<str:sha256>/", releasing.proof, name="proof"),
    path("<key:key>/findings/", seeing.findings, name="findings"),
    path("<key:key>/package/", archive_pages.package, name="package"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
