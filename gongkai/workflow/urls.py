from django.urls import path

from gongkai.workflow import views

app_name = "workflow"
urlpatterns = [
    path("routes/", views.routes, name="routes"),
    path("routes/set/", views.set_route, name="set-route"),
    path("routes/hand-over/", views.hand_over, name="hand-over"),
    path("routes/<key:key>/", views.route, name="route"),
    path("routes/<key:key>/end/", views.end_route, name="end-route"),
    path("steps/", views.steps, name="steps"),
    path("calendar/", views.calendar, name="calendar"),
    path("takedowns/<key:key>/", views.takedown, name="takedown"),
    path("takedowns/<key:key>/<str:name>/", views.takedown_step, name="takedown-step"),
]
