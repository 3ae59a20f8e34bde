"""Staff pages need sessions and forms; public pages need neither and pay for neither."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.module_loading import import_string

from gongkai.look.views import length, too_large

STAFF, ACCOUNTS = "/staff/", "/staff/accounts/"


class StaffOnly:
    """Sends requests under /staff/ through settings.STAFF_MIDDLEWARE; all others go straight on.

    Django calls ``process_view`` and ``process_exception`` only on middleware it knows, so they are passed on here.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.staff_response = get_response
        self.layers = []
        for path in reversed(settings.STAFF_MIDDLEWARE):
            self.staff_response = import_string(path)(self.staff_response)
            self.layers.insert(0, self.staff_response)

    def __call__(self, request):
        if not request.path_info.startswith(STAFF):
            return self.get_response(request)
        response = self.staff_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request, view, args, kwargs):
        if request.path_info.startswith(STAFF):
            return self._first(self.layers, "process_view", request, view, args, kwargs)
        return None

    def process_exception(self, request, exception):
        if request.path_info.startswith(STAFF):
            return self._first(reversed(self.layers), "process_exception", request, exception)
        return None

    @staticmethod
    def _first(layers, method, *args):
        for layer in layers:
            answer = getattr(layer, method)(*args) if hasattr(layer, method) else None
            if answer is not None:
                return answer
        return None


class Bounded:
    """Turns away what is too long before a byte of it is read. Whoever is not signed in may send next to nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        strangers = request.path_info.startswith(ACCOUNTS)
        most = settings.MAX_SIGN_IN_BYTES if strangers else settings.MAX_REQUEST_BYTES
        if length(request) > most:
            return too_large(request, most)
        return self.get_response(request)


class OwnPasswordFirst:
    """A password that somebody else set opens nothing but the page on which one chooses one's own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and request.user.one_time:
            own = reverse("accounts:password")
            if request.path_info not in (own, reverse("accounts:sign-out")):
                return HttpResponseRedirect(own)
        return self.get_response(request)
