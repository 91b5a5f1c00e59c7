"""Settings of the tests: the portal's own, whatever a developer's .env says."""

import os
from pathlib import Path

SCRATCH = Path(__file__).resolve().parent.parent / "build" / "tests"
SCRATCH.mkdir(parents=True, exist_ok=True)

# A real variable wins over .env, so each one that .env may set is set here.
os.environ |= {"DEBUG": "1", "SECRET_KEY": "tests", "SECOND_FACTOR": "0"}
os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or f"sqlite:///{SCRATCH / 'unused'}"
os.environ |= {"REPLICA_URL": "", "CACHE_URL": "", "KEPT_PAGES": "0"}
os.environ.pop("ALLOWED_HOSTS", None)

from assembly.settings import *  # noqa: E402, F403
from assembly.settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the test server's thread then has a connection of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / f"test-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False  # the tests of the throttle switch it on
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # nothing is collected for tests
