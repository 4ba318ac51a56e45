"""The site as a server runs it."""

import os

from django.core.wsgi import get_wsgi_application

from bangfu.site.web.roomy import roomy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bangfu.site.settings")
application = roomy(get_wsgi_application())
