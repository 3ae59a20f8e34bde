"""The door for a WSGI server: the application, with static files in front of it."""

import gc
import importlib
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")

from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

application = WhiteNoise(get_wsgi_application(), max_age=3600)


def _serve_static() -> None:
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for path, storage in finder.list(None):
            application.add_file_to_dictionary(f"/static/{path}", storage.path(path))


def _stay() -> None:
    """No visitor waits for the addresses to be loaded, or for the collector to look through what stays to the end."""
    importlib.import_module("gongkai.urls")
    gc.collect()
    gc.freeze()


_serve_static()
_stay()
