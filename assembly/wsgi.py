"""What the production server serves: `gunicorn assembly.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from assembly.charset import only_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assembly.settings")
os.environ["PORTAL_SERVES"] = "1"  # a page may not hold the database for long; a command may
application = only_utf8(get_wsgi_application())
