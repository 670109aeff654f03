"""The data API and, where it is to be served here, the interface."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_wsgi_application()

from config.interface import with_files  # noqa: E402  (needs the settings)

application = with_files(django_application)
