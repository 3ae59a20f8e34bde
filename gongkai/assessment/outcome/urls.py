from django.urls import path

from gongkai.assessment.outcome import views

urlpatterns = [
    path("<key:key>/documents/", views.collection, name="documents"),
    path("<key:key>/documents.zip", views.archive, name="archive"),
    path("<key:key>/papers/<str:kind>/", views.paper, name="paper"),
    path("<key:key>/papers/<str:kind>/<str:suffix>", views.printed, name="printed"),
    path("<key:key>/sheets/<key:unit>/sheet.pdf", views.sheet_pdf, name="sheet-pdf"),
    path("<key:key>/uses/", views.uses, name="uses"),
    path("<key:key>/uses/<int:place>/", views.use_export, name="use-export"),
]
