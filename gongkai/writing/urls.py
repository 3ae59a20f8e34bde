from django.urls import path

from gongkai.writing import views, views_search, views_votes

app_name = "writing"
urlpatterns = [
    path("alarms/", views.alarms, name="alarms"),
    path("alarms/<key:key>/", views.alarm, name="alarm"),
    path("links/", views.dead_links, name="dead-links"),
    path("links/<key:key>/", views.dead_link, name="dead-link"),
    path("questions/", views_search.questions, name="questions"),
    path("votes/", views_votes.votes, name="votes"),
    path("synonyms/new/", views_search.keep, name="new-synonym"),
    path("synonyms/<key:key>/", views_search.synonym, name="synonym"),
    path("synonyms/<key:key>/<str:name>/", views_search.step, name="synonym-step"),
    path("alarms/<key:key>/<str:name>/", views.step, name="step"),
]
