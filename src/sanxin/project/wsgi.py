"""The door for a WSGI server."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanxin.project.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

# What the start has made stays for good; looking through it every few hundred objects took a tenth of each page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
