"""What the page of open data promises to programs runs as it stands there."""

import csv
import shutil
import subprocess
import sys

import pytest

from reports.models import Figure
from reports.summary import Shelf

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]


@pytest.fixture
def example(page, live_server):
    """Gives the text (str) of an example by its name."""
    page.goto(f"{live_server.url}/en/data/")
    return lambda name: page.locator(f"code#{name}").text_content()


def figures():
    """{region code: value} of the indicator that the examples take."""
    found = Figure.objects.filter(release=Shelf.of_today().current(), indicator="elders.events")
    return {f.region_id: f.value for f in found if f.region_id not in (None, "REP")}


def run(command, folder):
    done = subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout


def test_the_example_in_python_prints_the_regions(example, tmp_path):
    printed = run([sys.executable, "-c", example("python")], tmp_path)

    rows = dict(line.split() for line in printed.splitlines())
    assert {code: int(value) for code, value in rows.items()} == figures()


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not on this machine")
def test_the_example_with_curl_takes_the_file_and_asks_again_for_nothing(example, tmp_path):
    run(["sh", "-c", example("curl")], tmp_path)
    content = (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(content.splitlines()))
    again = run(["sh", "-c", f"{example('curl')} --write-out '%{{http_code}}'"], tmp_path)

    values = {r["region"]: int(r["value"]) for r in rows if r["place"] == "region"}
    assert values == figures()
    assert again == "304"


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not on this machine")
def test_the_example_in_r_prints_the_regions(example, tmp_path):
    printed = run(["Rscript", "-e", example("r")], tmp_path)

    for code, value in figures().items():
        assert f"{code}" in printed and f"{value}" in printed


def test_a_page_of_another_site_may_read_the_catalogue(browser, live_server):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(live_server.url.replace("localhost", "127.0.0.1") + "/robots.txt")
    read = f"fetch('{live_server.url}/data/catalogue.json').then(r => r.json())"

    assert len(page.evaluate(read)["indicators"]) > 40
    context.close()
