from django.urls import path

from gongkai.reports import views, views_figures, views_list, views_statistics

app_name = "reports"
urlpatterns = [
    path("", views_list.index, name="list"),
    path("new/", views_list.new, name="new"),
    path("import/", views_list.bring, name="import"),
    path("import/form.xlsx", views_list.blank, name="blank"),
    path("progress/", views_list.progress, name="progress"),
    path("statistics/", views_statistics.statistics, name="statistics"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/words/", views.words, name="words"),
    path("<key:key>/reported/", views_figures.reported, name="reported"),
    path("<key:key>/cells/<str:place>/", views_figures.cell, name="cell"),
    path("<key:key>/units/", views_figures.units, name="units"),
    path("<key:key>/explain/", views_figures.explain, name="explain"),
    path("<key:key>/as-of/", views_figures.as_of, name="as-of"),
    path("<key:key>/report.<str:suffix>", views.export, name="export"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
