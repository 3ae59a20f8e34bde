"""Who is asking, from which post; and refusals answered in words."""

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render

from gongkai.accounts import backend
from gongkai.accounts.models import Post
from gongkai.acts.clock import today
from gongkai.acts.refusals import Refused
from gongkai.files.refusal import FileRefused

OPEN = "/staff/accounts/"
TYPED = ("words", "text")  # what somebody wrote with an act, to be given back where the act is refused


class CurrentPost:
    """Sets ``request.post``. Nobody signed in: to the sign-in page. A person without a post: told so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.posts = posts_of(request)
        chosen = request.session.get("post")
        request.post = next((post for post in request.posts if post.pk == chosen), next(iter(request.posts), None))
        if request.path_info.startswith(OPEN):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.post is None:
            return render(request, "acts/no_post.html", status=403)
        return self.get_response(request)


def posts_of(request) -> list[Post]:
    """Posts the signed-in person holds today, oldest first."""
    if not request.user.is_authenticated:
        return []
    day = today()
    return [post for post in backend.posts_of(request.user) if post.held_on(day)]


class RefusalsInWords:
    """A refused act is answered with its sentence, not with an error page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused | FileRefused):
            back = request.path if request.method == "GET" else request.headers.get("Referer", "/staff/")
            typed = [said for name in TYPED if (said := request.POST.get(name, "").strip())]
            page = {"refusal": exception, "back": back, "typed": typed}
            return render(request, "acts/refused.html", page, status=exception.status)
        return None
