"""`make messages`: collects the texts of code and pages, and compiles their translations."""

import os
import re
import sys

import django
from django.conf import settings
from django.core.management import call_command

from tests import machine

ELSEWHERE = [".venv", "build", "tests", "docs"]
# The day of the collecting would change the catalogues although no text did.
DAY = re.compile(r'^"POT-Creation-Date:.*\n', re.M)


def main():
    machine.install({xgettext: ["gettext"]})
    if not xgettext():
        sys.exit(
            "GNU gettext is not on this machine: on Debian and Ubuntu, apt-get install gettext"
        )
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    call_command(
        "makemessages",
        locale=["kk", "ru"],
        ignore=ELSEWHERE,
        no_location=True,
        no_wrap=True,
        no_obsolete=True,
    )
    for path in settings.BASE_DIR.glob("assembly/locale/*/LC_MESSAGES/*.po"):
        path.write_text(DAY.sub("", path.read_text()))
    call_command("compilemessages", ignore=ELSEWHERE)


def xgettext():
    return machine.find("xgettext")


if __name__ == "__main__":
    main()
