"""A variable that cannot be meant is refused in a sentence, before anybody is served."""

import subprocess
import sys

import pytest

from tests.load.serving import TOP, environment

ODD = [
    ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is none"),
    ({"PORTAL_URL": "stat.example.kz"}, "PORTAL_URL is the address"),
    ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
]


@pytest.mark.parametrize(("variables", "sentence"), ODD, ids=lambda one: str(one)[:20])
def test_it_says_what_is_wrong(variables, sentence):
    command = [sys.executable, "manage.py", "check"]
    env = environment("sqlite:///unused.sqlite3", **variables)
    done = subprocess.run(command, cwd=TOP, env=env, capture_output=True, text=True)

    assert done.returncode and sentence in done.stderr
