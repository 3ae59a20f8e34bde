"""Loaded before Django: tests keep their data in a folder of their own that is gone afterwards."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="gongkai-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["GONGKAI_DATA"] = _folder
os.environ.setdefault("GONGKAI_HOSTS", "localhost,127.0.0.1,testserver")
