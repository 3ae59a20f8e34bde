from django.urls import path

from gongkai.opinion import acting, views
from gongkai.opinion.patterns import views as patterns
from gongkai.opinion.rumours import views as rumours

app_name = "opinion"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("import/", views.bring, name="import"),
    path("import/sheet/", views.sheet, name="sheet"),
    path("statistics/", views.numbers, name="statistics"),
    path("patterns/", patterns.index, name="patterns"),
    path("patterns/new/", patterns.new, name="new-pattern"),
    path("patterns/<key:key>/", patterns.record, name="pattern"),
    path("patterns/<key:key>/<str:name>/", patterns.step, name="pattern-step"),
    path("rumours/<key:key>/", rumours.record, name="rumour"),
    path("rumours/<key:key>/evidence/<str:sha256>/", rumours.evidence, name="evidence"),
    path("rumours/<key:key>/<str:name>/", rumours.step, name="rumour-step"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/rumour/", rumours.new, name="new-rumour"),
    path("<key:key>/papers/<str:sha256>/", views.paper, name="paper"),
    path("<key:key>/<str:name>/", acting.step, name="step"),
]
