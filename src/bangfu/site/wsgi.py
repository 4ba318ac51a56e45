"""The site as a server runs it."""

import atexit
import gc
import os

from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

from bangfu.regulation.packs import shipped
from bangfu.site.web.roomy import roomy

NEW = 20_000  # objects until young ones are looked through: a call with thousands of entries makes more than that

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bangfu.site.settings")


def warm() -> None:
    """Have the views, the packs and the frame of every page at hand before a worker lets anybody in.

    Done with the first request, as Django does it, that one took four seconds; so did each of those that came with it. The
    database is not asked: it may be coming back itself.
    """
    assert get_resolver().url_patterns  # imports every view
    shipped()
    get_template("base.html")
    gc.collect()
    gc.freeze()  # all of this lasts as long as the worker: looking through it again would stop a page for a tenth of a second
    gc.set_threshold(NEW)
    atexit.register(gc.unfreeze)  # DuckDB's binding complains of what is not collected at the end


application = roomy(get_wsgi_application())
warm()
