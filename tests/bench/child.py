"""The process that has a generated registry as its default database.

`child.py make SIZE` fills it; `child.py measure SIZE DATABASE CODES` prints a row a line;
`child.py write KIND` lets twenty people write into it and prints what came of it.
"""

import json
import os
import sys
import warnings


def boot():
    """Start Django as in production: DEBUG would keep a list of every query."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assembly.settings")
    import django
    from django.conf import settings

    warnings.filterwarnings("ignore", "No directory at")  # of static files: none are served
    django.setup()
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver"]


def make(size):
    """Migrate and fill the default database."""
    from django.core.management import call_command

    from tests.bench.generate import make as fill

    call_command("migrate", verbosity=0, skip_checks=True)
    fill(int(size))


def measure(size, database, codes):
    """Print the rows of each goal, as JSON."""
    from tests.bench.goals import BY_CODE
    from tests.bench.rows import Place
    from tests.bench.timing import say

    place = Place(int(size), database)
    for code in codes.split(","):
        say(f"{database} {place.size:,}: {code}")
        for row in BY_CODE[code].load().measure(place):
            print(json.dumps(row.as_dict()), flush=True)


def write(kind):
    """Print what came of twenty people who save at once, as JSON."""
    from tests.bench import writers

    print(json.dumps(writers.write(kind)))


if __name__ == "__main__":
    boot()
    {"make": make, "measure": measure, "write": write}[sys.argv[1]](*sys.argv[2:])
