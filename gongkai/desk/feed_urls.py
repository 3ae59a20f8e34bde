"""The calendar feed stands where nobody needs to sign in: a calendar on a telephone cannot."""

from django.urls import path

from gongkai.desk import noticing

app_name = "feed"
urlpatterns = [path("<str:token>.ics", noticing.feed, name="file")]
