"""Addresses. Staff work under /staff/ (a proxy can keep it to the inner network); everything else is public."""

from django.urls import include, path, register_converter

from gongkai.look.keys import Key

register_converter(Key, "key")  # before the rooms below are read: their addresses say <key:…>
urlpatterns = [
    path("staff/accounts/calendar/", include("gongkai.desk.feed_urls")),
    path("staff/accounts/", include("gongkai.accounts.urls")),
    path("staff/catalogue/", include("gongkai.catalogue.urls")),
    path("staff/organisation/", include("gongkai.organisation.urls")),
    path("staff/writing/", include("gongkai.writing.urls")),
    path("staff/workflow/", include("gongkai.workflow.urls")),
    path("staff/evidence/", include("gongkai.evidence.urls")),
    path("staff/disclosures/", include("gongkai.disclosures.urls")),
    path("staff/registers/", include("gongkai.registers.urls")),
    path("staff/dossiers/", include("gongkai.dossiers.urls")),
    path("staff/answers/", include("gongkai.answers.urls")),
    path("staff/plans/", include("gongkai.plans.urls")),
    path("staff/cleanups/", include("gongkai.cleanups.urls")),
    path("staff/corrections/", include("gongkai.corrections.urls")),
    path("staff/foi/", include("gongkai.foi.urls")),
    path("staff/emergencies/", include("gongkai.emergencies.urls")),
    path("staff/inspection/", include("gongkai.inspection.urls")),
    path("staff/participation/", include("gongkai.participation.urls")),
    path("staff/hotline/", include("gongkai.hotline.urls")),
    path("staff/opinion/", include("gongkai.opinion.urls")),
    path("staff/windows/", include("gongkai.windows.urls")),
    path("staff/reports/", include("gongkai.reports.urls")),
    path("staff/intake/", include("gongkai.intake.urls")),
    path("staff/findings/", include("gongkai.findings.urls")),
    path("staff/assessment/", include("gongkai.assessment.urls")),
    path("staff/", include("gongkai.desk.urls")),
    path("preview/", include("gongkai.disclosures.previews.urls")),
    path("correct/", include("gongkai.corrections.visitor_urls")),
    path("apply/", include("gongkai.foi.visitor_urls")),
    path("hotline/", include("gongkai.hotline.visitor_urls")),
    path("api/hotline/", include("gongkai.hotline.api_urls")),
    path("consult/", include("gongkai.participation.consult_urls")),
    path("service/", include("gongkai.windows.visitor_urls")),
    path("survey/", include("gongkai.participation.visitor_urls")),
    path("subscribe/", include("gongkai.subscriptions.urls")),
    path("", include("gongkai.portal.urls")),
]
handler400 = "gongkai.look.views.bad_request"
handler403 = "gongkai.look.views.forbidden"
handler404 = "gongkai.look.views.not_found"
handler500 = "gongkai.portal.failing.broken"
