from django.urls import path

from gongkai.organisation import views
from gongkai.organisation.appraisals import views as appraisals
from gongkai.organisation.assurance import views as assurance
from gongkai.organisation.groups import views as groups
from gongkai.organisation.media import views as media
from gongkai.organisation.meetings import views as meetings
from gongkai.organisation.questions import views as questions
from gongkai.organisation.returns import views as returns
from gongkai.organisation.training import views as training

app_name = "organisation"
urlpatterns = [
    path("", views.units, name="units"),
    path("units/new/", views.new_unit, name="new-unit"),
    path("units/<key:key>/", views.unit, name="unit"),
    path("units/<key:key>/amend/", views.amend_unit, name="amend-unit"),
    path("units/<key:key>/end/", views.end_unit, name="end-unit"),
    path("site/", views.site, name="site"),
    path("people/", views.people, name="people"),
    path("people/new/", views.new_person, name="new-person"),
    path("people/<key:key>/", views.person, name="person"),
    path("people/<key:key>/rename/", views.rename, name="rename"),
    path("people/<key:key>/appoint/", views.appoint, name="appoint"),
    path("people/<key:key>/mail/", views.mail, name="mail"),
    path("people/<key:key>/reset/", views.reset, name="reset"),
    path("people/<key:key>/stop/", views.stop, name="stop"),
    path("people/<key:key>/resume/", views.resume, name="resume"),
    path("posts/<key:key>/relieve/", views.relieve, name="relieve"),
    path("media/", media.index, name="media"),
    path("media/new/", media.new, name="new-account"),
    path("media/import/", media.bring, name="media-import"),
    path("media/sheet/", media.sheet, name="media-sheet"),
    path("media/comments/", media.comments, name="comments"),
    path("media/comments/<key:key>/", media.comment, name="comment"),
    path("media/comments/<key:key>/<str:name>/", media.comment_step, name="comment-step"),
    path("media/<key:key>/", media.record, name="account"),
    path("media/<key:key>/<str:name>/", media.step, name="account-step"),
    path("trainings/", training.index, name="trainings"),
    path("trainings/new/", training.new, name="new-training"),
    path("trainings/<key:key>/", training.record, name="training"),
    path("trainings/<key:key>/material/<str:sha256>/", training.material, name="material"),
    path("trainings/<key:key>/<str:name>/", training.step, name="training-step"),
    path("returns/", returns.index, name="returns"),
    path("returns/new/", returns.new, name="new-call"),
    path("returns/calls/<key:key>/", returns.call, name="call"),
    path("returns/calls/<key:key>/progress/", returns.progress, name="call-progress"),
    path("returns/calls/<key:key>/register/", returns.register, name="call-register"),
    path("returns/calls/<key:key>/<str:name>/", returns.call_step, name="call-step"),
    path("returns/<key:key>/", returns.record, name="return"),
    path("returns/<key:key>/people/", returns.people, name="return-people"),
    path("returns/<key:key>/sheet/", returns.sheet, name="return-sheet"),
    path("returns/<key:key>/files/<str:sha256>/", returns.file, name="return-file"),
    path("returns/<key:key>/<str:name>/", returns.step, name="return-step"),
    path("meetings/", meetings.index, name="work-meetings"),
    path("meetings/new/", meetings.new, name="new-work-meeting"),
    path("meetings/<key:key>/", meetings.record, name="work-meeting"),
    path("meetings/<key:key>/minutes/<str:sha256>/", meetings.minutes, name="minutes"),
    path("meetings/<key:key>/<str:name>/", meetings.step, name="work-meeting-step"),
    path("assurance/", assurance.index, name="assurances"),
    path("assurance/<key:key>/", assurance.of_unit, name="assurance"),
    path("groups/new/", groups.new, name="new-group"),
    path("groups/<key:key>/", groups.record, name="group"),
    path("groups/<key:key>/files/<str:sha256>/", groups.file, name="group-file"),
    path("groups/<key:key>/<str:name>/", groups.step, name="group-step"),
    path("appraisals/", appraisals.index, name="appraisals"),
    path("appraisals/new/", appraisals.new, name="new-appraisal"),
    path("appraisals/<key:key>/", appraisals.record, name="appraisal"),
    path("appraisals/<key:key>/files/<str:sha256>/", appraisals.file, name="appraisal-file"),
    path("appraisals/<key:key>/<str:name>/", appraisals.step, name="appraisal-step"),
    path("questions/", questions.index, name="questions"),
    path("questions/new/", questions.new, name="new-question"),
    path("questions/<key:key>/", questions.record, name="question"),
    path("questions/<key:key>/<str:name>/", questions.step, name="question-step"),
]
