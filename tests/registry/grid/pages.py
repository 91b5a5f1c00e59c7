"""The page of the yearly grid, as the tests read and send it."""

from html.parser import HTMLParser

from django.urls import reverse

from registry.models import Headcount

UNIT, YEAR = "KZ-10", 2024


def address(key="elders", *more, unit=UNIT, year=YEAR):
    return reverse("admin:grid_past" if more else "admin:grid", args=[unit, year, key, *more])


def open_page(client, key="elders", **asked):
    answer = client.get(address(key), asked)
    assert answer.status_code == 200
    return answer.content.decode()


class Fields(HTMLParser):
    """The fields of the first form of a page: {name: value}."""

    def __init__(self, page):
        super().__init__()
        self.values = {}
        self.feed(page.partition('id="grid"')[2].partition("</form>")[0])

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "input":
            self.values[found["name"]] = found.get("value", "")


def typed(page, **changes):
    """What a browser sends from a page (str), with some fields typed anew."""
    return Fields(page).values | changes


def send(client, page, key="elders", **changes):
    answer = client.post(address(key), typed(page, **changes), follow=True)
    return answer.content.decode()


def members(council):
    found = Headcount.objects.filter(structure=council, year=YEAR).first()
    return found and (found.members, found.unknown_because)


def number_of(council):
    return f"m{council.pk}"
