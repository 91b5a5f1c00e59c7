"""What the production server serves: `gunicorn assembly.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assembly.settings")
application = get_wsgi_application()
