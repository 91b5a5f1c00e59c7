"""The settings of the portal, for tests."""

import os

os.environ.setdefault("DEBUG", "1")

from assembly.settings import *  # noqa: E402, F403
