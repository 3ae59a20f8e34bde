from django.urls import path

from gongkai.hotline import views
from gongkai.hotline.bulletins import views as bulletins
from gongkai.hotline.faults import views as faults
from gongkai.hotline.lines import views as lines
from gongkai.hotline.sources import views as sources

app_name = "hotline"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("parts/", views.parts, name="parts"),
    path("parts/<key:key>/", views.part, name="part"),
    path("parts/<key:key>/<str:name>/", views.part_step, name="part-step"),
    path("figures/", bulletins.figures, name="figures"),
    path("faults/", faults.index, name="faults"),
    path("faults/<key:key>/", faults.record, name="fault"),
    path("faults/<key:key>/<str:name>/", faults.step, name="fault-step"),
    path("lines/", lines.index, name="lines"),
    path("lines/new/", lines.new, name="new-line"),
    path("lines/<key:key>/", lines.record, name="line"),
    path("lines/<key:key>/<str:name>/", lines.step, name="line-step"),
    path("bulletins/", bulletins.index, name="bulletins"),
    path("bulletins/new/", bulletins.new, name="new-bulletin"),
    path("bulletins/<key:key>/", bulletins.record, name="bulletin"),
    path("bulletins/<key:key>/<str:name>/", bulletins.step, name="bulletin-step"),
    path("sources/", sources.index, name="sources"),
    path("sources/new/", sources.new, name="new-source"),
    path("sources/sheet/", sources.sheet, name="source-sheet"),
    path("sources/<key:key>/", sources.record, name="source"),
    path("sources/<key:key>/import/", sources.bring, name="source-import"),
    path("sources/<key:key>/replies/", sources.replies, name="source-replies"),
    path("sources/<key:key>/<str:name>/", sources.step, name="source-step"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/caller/", views.caller, name="caller"),
    path("<key:key>/fault/", faults.new, name="new-fault"),
    path("<key:key>/answer/", bulletins.new_answer, name="new-answer"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
