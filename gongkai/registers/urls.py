from django.urls import path

from gongkai.registers import views, views_rows

app_name = "registers"
urlpatterns = [
    path("", views.index, name="list"),
    path("form/", views.form, name="form"),
    path("alike/<slug:type>/", views.alike, name="alike"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/head/", views.head, name="head"),
    path("<key:key>/rows/", views.lines, name="lines"),
    path("<key:key>/rows/new/", views_rows.row, name="new-row"),
    path("<key:key>/rows/<key:line>/", views_rows.row, name="row"),
    path("<key:key>/rows/<key:line>/out/", views_rows.out, name="out"),
    path("<key:key>/sheet/", views_rows.upload, name="upload"),
    path("<key:key>/sheet.xlsx", views_rows.sheet, name="sheet"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
