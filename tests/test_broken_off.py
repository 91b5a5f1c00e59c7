"""An answer that fails midway: no reader takes what has come for the whole of it.

The status has long gone out then.  What is left to gunicorn and nginx is to break the connection
off; an answer that ended tidily would be a list with its last rows missing.
"""

import http.client
from contextlib import ExitStack

import pytest

from tests import front, machine
from tests.load import serving

PIECE = b"the first piece"


@pytest.fixture(scope="module")
def ports(tmp_path_factory):
    """Of gunicorn with an application that fails, and of nginx before it (dict of int)."""
    if not machine.nginx():
        pytest.skip("nginx is not on this machine")
    folder = tmp_path_factory.mktemp("broken")
    for one in (folder, *list(folder.parents)[:2]):
        one.chmod(0o755)
    with ExitStack() as stack:
        odd = stack.enter_context(
            serving.gunicorn("sqlite://", folder / "said", "tests.odd_server", WEB_CONCURRENCY="1")
        )
        nginx = stack.enter_context(front.nginx(folder, odd.port))
        yield {"gunicorn": odd.port, "nginx": nginx.port}


@pytest.fixture(params=["gunicorn", "nginx"])
def ask(ports, request):
    """Asks one of them; gives the answer, of which the status and the headers have come."""
    link = http.client.HTTPConnection("127.0.0.1", ports[request.param], timeout=10)

    def answer(path, **heads):
        link.request("GET", path, headers={"Host": serving.HOST} | heads)
        return link.getresponse()

    yield answer
    link.close()


def test_an_answer_that_ends_is_whole(ask):
    assert ask("/fine").read() == PIECE


@pytest.mark.parametrize("packed", ["identity", "gzip"])
def test_an_answer_that_fails_midway_breaks_off(ask, packed):
    answer = ask("/midway", **{"Accept-Encoding": packed})

    assert answer.status == 200
    with pytest.raises(http.client.IncompleteRead):
        answer.read()
