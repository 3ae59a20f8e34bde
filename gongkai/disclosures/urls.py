from django.urls import path

from gongkai.disclosures import elsewhere, releasing, seeing, views
from gongkai.disclosures.archive import pages as archive_pages
from gongkai.disclosures.archive import year as archive_year
from gongkai.disclosures.authoring import pages as authoring
from gongkai.disclosures.budgets import pages as budget_pages
from gongkai.disclosures.conferences import duty_pages
from gongkai.disclosures.conferences import pages as conference_pages
from gongkai.disclosures.gazette import pages as gazette_pages
from gongkai.disclosures.importing import pages as import_pages
from gongkai.disclosures.interpretation import pages as interpretation_pages
from gongkai.disclosures.people import ageing, narrowing_pages
from gongkai.disclosures.previews import pages as preview_pages
from gongkai.disclosures.proofs import judgements
from gongkai.disclosures.routes import countersign_pages, meeting_pages, receipt_pages
from gongkai.disclosures.sweeps import pages as sweep_pages

app_name = "disclosures"
urlpatterns = [
    path("", views.index, name="list"),
    path("form/", authoring.form, name="form"),
    path("beside/", authoring.beside, name="beside"),
    path("cleaning/", authoring.cleaning, name="cleaning"),
    path("import/", import_pages.load, name="import"),
    path("gazette/new/", gazette_pages.new, name="gazette"),
    path("budgets/", budget_pages.index, name="budgets"),
    path("batch/", views.batch, name="batch"),
    path("ageing/", ageing.report, name="ageing"),
    path("channels/", elsewhere.report, name="channels"),
    path("archives/", archive_year.report, name="archives"),
    path("archives/<key:key>/", archive_year.report, name="archives-of"),
    path("archives/<key:key>/list/", archive_year.handed_over, name="archive-list"),
    path("archives/<key:key>/check/", archive_year.check_again, name="archive-check"),
    path("interpretations/", interpretation_pages.unexplained, name="unexplained"),
    path("interpretations/forms/", interpretation_pages.forms, name="interpretation-forms"),
    path("conferences/", conference_pages.index, name="conferences"),
    path("conferences/new/", conference_pages.new, name="new-conference"),
    path("conferences/duties/", duty_pages.index, name="conference-duties"),
    path("conferences/duties/new/", duty_pages.new, name="new-conference-duty"),
    path("conferences/duties/<key:key>/", duty_pages.record, name="conference-duty"),
    path("conferences/duties/<key:key>/<str:name>/", duty_pages.step, name="conference-duty-step"),
    path("conferences/<key:key>/", conference_pages.record, name="conference"),
    path("conferences/<key:key>/papers/<str:sha256>/", conference_pages.paper, name="conference-paper"),
    path("conferences/<key:key>/<str:name>/", conference_pages.step, name="conference-step"),
    path("sweeps/", sweep_pages.index, name="sweeps"),
    path("sweeps/new/<slug:what>/", sweep_pages.new, name="sweep-new"),
    path("sweeps/<key:key>/", sweep_pages.sweep, name="sweep"),
    path("sweeps/<key:key>/undo/", sweep_pages.undo, name="sweep-undo"),
    path("countersigns/<key:key>/", countersign_pages.countersign, name="countersign"),
    path("countersigns/<key:key>/<str:name>/", countersign_pages.step, name="countersign-step"),
    path("countersigns/<key:key>/files/<str:sha256>/", countersign_pages.attachment, name="countersign-file"),
    path("meetings/", meeting_pages.index, name="meetings"),
    path("meetings/new/", meeting_pages.new, name="new-meeting"),
    path("meetings/<key:key>/", meeting_pages.meeting, name="meeting"),
    path("meetings/<key:key>/outcome/", meeting_pages.outcome, name="meeting-outcome"),
    path("meetings/<key:key>/paper/", meeting_pages.paper, name="meeting-paper"),
    path("meetings/<key:key>/<str:name>/", meeting_pages.step, name="meeting-step"),
    path("receipts/", receipt_pages.index, name="receipts"),
    path("receipts/of/<key:key>/remind/", receipt_pages.remind, name="remind"),
    path("receipts/<key:key>/", receipt_pages.receipt, name="receipt"),
    path("receipts/<key:key>/files/<str:sha256>/", receipt_pages.attachment, name="receipt-file"),
    path("receipts/<key:key>/<str:name>/", receipt_pages.step, name="receipt-step"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/countersign/", countersign_pages.ask, name="ask"),
    path("<key:key>/edit/", authoring.edit, name="edit"),
    path("<key:key>/files/<str:sha256>/", views.attachment, name="attachment"),
    path("<key:key>/release/", releasing.release, name="release"),
    path("narrowed/", narrowing_pages.index, name="narrowed"),
    path("narrowed/<key:key>/", narrowing_pages.widen, name="widen"),
    path("<key:key>/share/", preview_pages.share, name="share"),
    path("<key:key>/material/", releasing.material, name="material"),
    path("<key:key>/originals/<key:number>/", seeing.original, name="original"),
    path("<key:key>/proofs/<str:sha256>/", releasing.proof, name="proof"),
    path("<key:key>/findings/", judgements.findings, name="findings"),
    path("<key:key>/package/", archive_pages.package, name="package"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
