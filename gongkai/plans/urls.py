from django.urls import path

from gongkai.plans import views
from gongkai.plans.bringing import views as bringing
from gongkai.plans.calling import views as calling
from gongkai.plans.checking import views as checking
from gongkai.plans.mending import views as mending
from gongkai.plans.tasks import views as tasks
from gongkai.plans.urging import views as urging

app_name = "plans"
urlpatterns = [
    path("", views.index, name="plans"),
    path("new/", views.new, name="new"),
    path("tasks/", tasks.index, name="tasks"),
    path("tasks/<key:key>/", tasks.record, name="task"),
    path("tasks/<key:key>/urge/", urging.new, name="urge"),
    path("tasks/<key:key>/problem/", mending.of_task, name="problem-of-task"),
    path("tasks/<key:key>/<str:name>/", tasks.step, name="task-step"),
    path("notices/", urging.index, name="notices"),
    path("notices/<key:key>/", urging.record, name="notice"),
    path("notices/<key:key>/<str:name>/", urging.step, name="notice-step"),
    path("checks/", checking.index, name="checks"),
    path("checks/<key:key>/", checking.record, name="check"),
    path("checks/<key:key>/<str:name>/", checking.step, name="check-step"),
    path("mends/", mending.index, name="mends"),
    path("mends/of-finding/<key:key>/", mending.of_finding, name="problem-of-finding"),
    path("mends/<key:key>/", mending.record, name="mend"),
    path("mends/<key:key>/<str:name>/", mending.step, name="mend-step"),
    path("returns/", calling.index, name="returns"),
    path("returns/<key:key>/", calling.record, name="return"),
    path("returns/<key:key>/sheet/", calling.sheet, name="return-sheet"),
    path("returns/<key:key>/workbook/", calling.workbook, name="return-workbook"),
    path("returns/<key:key>/<str:name>/", calling.step, name="return-step"),
    path("calls/<key:key>/", calling.call, name="call"),
    path("calls/<key:key>/<str:name>/", calling.call_step, name="call-step"),
    path("<key:key>/", views.plan, name="plan"),
    path("<key:key>/head/", views.head, name="head"),
    path("<key:key>/import/", bringing.bring, name="bring"),
    path("<key:key>/import/sheet/", bringing.sheet, name="bring-sheet"),
    path("<key:key>/settle/", views.settle, name="settle"),
    path("<key:key>/ledger/", views.sheet, name="ledger"),
    path("<key:key>/call/", calling.new, name="new-call"),
    path("<key:key>/upper/", views.upper, name="upper"),
    path("<key:key>/upper/<key:number>/drop/", views.drop_upper, name="drop-upper"),
    path("<key:key>/lines/new/", views.new_line, name="new-line"),
    path("<key:key>/lines/<key:number>/", views.line, name="line"),
    path("<key:key>/lines/<key:number>/drop/", views.drop_line, name="drop-line"),
    path("<key:key>/<str:name>/", views.step, name="plan-step"),
]
