from django.urls import path

from gongkai.foi import views, views_intake
from gongkai.foi.afterwards import views as afterwards
from gongkai.foi.amendments import views as amendments
from gongkai.foi.disputes import views as disputes
from gongkai.foi.handling import views as handling
from gongkai.foi.letters import views as letters
from gongkai.foi.letters import views_catalogue as replies
from gongkai.foi.severing import views as severing

app_name = "foi"
urlpatterns = [
    path("", views.index, name="list"),
    path("find/", views.find, name="find"),
    path("new/", views_intake.enter, name="enter"),
    path("amendments/", amendments.index, name="amendments"),
    path("amendments/new/", amendments.new, name="new-amendment"),
    path("amendments/<key:key>/", amendments.record, name="amendment"),
    path("amendments/<key:key>/<str:name>/", amendments.step, name="amendment-step"),
    path("disputes/", disputes.index, name="disputes"),
    path("disputes/new/", disputes.new, name="new-dispute"),
    path("disputes/<key:key>/", disputes.record, name="dispute"),
    path("disputes/<key:key>/papers/<str:sha256>/", disputes.paper, name="dispute-paper"),
    path("disputes/<key:key>/<str:name>/", disputes.step, name="dispute-step"),
    path("materials/<key:key>/", severing.material, name="material"),
    path("materials/<key:key>/pages/<key:number>/", severing.page, name="material-page"),
    path("materials/<key:key>/pages/<key:number>/picture/", severing.picture, name="material-picture"),
    path("materials/<key:key>/words/", severing.words, name="material-words"),
    path("materials/<key:key>/marks/<key:mark>/", severing.remove, name="material-mark"),
    path("materials/<key:key>/make/", severing.make, name="material-make"),
    path("materials/<key:key>/copies/<key:number>/", severing.release, name="material-copy"),
    path("materials/<key:key>/<str:name>/", severing.step, name="material-step"),
    path("replies/", replies.index, name="replies"),
    path("replies/<str:name>/", replies.reply, name="reply"),
    path("replies/<str:name>/pages/<key:number>/", replies.picture, name="reply-picture"),
    path("letters/settings/", replies.letterhead, name="letterhead"),
    path("letters/<key:key>/", letters.letter, name="letter"),
    path("letters/<key:key>/pages/<key:number>/", letters.picture, name="letter-picture"),
    path("letters/<key:key>/issue/", letters.issue, name="letter-issue"),
    path("letters/<key:key>/void/", letters.void, name="letter-void"),
    path("letters/<key:key>/files/<str:suffix>/", letters.file, name="letter-file"),
    path("<key:key>/letters/", letters.pick, name="letters"),
    path("<key:key>/letters/<str:paper>/", letters.new, name="new-letter"),
    path("<key:key>/sheets/<str:paper>/", letters.sheet, name="sheet"),
    path("<key:key>/materials/", severing.new, name="new-material"),
    path("frequent/", views.frequent, name="frequent"),
    path("repeats/", afterwards.repeats, name="repeats"),
    path("<key:key>/go_public/", afterwards.go_public, name="go-public"),
    path("<key:key>/", views.record, name="record"),
    path("<key:key>/same/", views.same, name="same"),
    path("<key:key>/applicant/", views.applicant, name="applicant"),
    path("<key:key>/proofs/<key:proof>/", views.proof, name="proof"),
    path("<key:key>/enclosures/<key:enclosure>/", handling.enclosure, name="enclosure"),
    path("<key:key>/confirm/", views_intake.confirm, name="confirm"),
    path("<key:key>/<str:name>/", views.step, name="step"),
]
