"""The coordinator of Abai Region who finishes and sends the open year of the demo."""

from html import unescape

from django.urls import reverse

from registry import returns
from registry.models import Headcount, Submission, User
from reports.desk.picture import Picture
from reports.desk.sending import seen

UNIT, YEAR = "KZ-10", 2024


def person(name):
    """An account of the demo, whose pages speak English."""
    User.objects.filter(username=name).update(language="en")
    return User.objects.get(username=name)


def address(name, *more):
    return reverse(f"admin:desk_{name}", args=[UNIT, YEAR, *more])


def act(client, key, name, **data):
    """Do an act of a section as its page does; gives the text of the page that follows."""
    answer = client.post(address("section", key), {"act": name} | data, follow=True)
    return unescape(answer.content.decode())


def state(key):
    return own().sections.get(section=key).state


def own():
    return Submission.objects.get(region=UNIT, year=YEAR)


def explain(client, text="Checked with the akimat."):
    warnings = Picture(UNIT, YEAR).unexplained
    return client.post(address("reasons"), given(warnings, text), follow=True)


def given(warnings, text):
    """The form of the reasons with one text in each box and every warning ticked."""
    boxes = {f"reason-{one.code}-{one.section}": text for one in warnings}
    return {"warning": [f"{one.code} {one.subject}" for one in warnings]} | boxes


def said(client, *page):
    return unescape(client.get(address(*page)).content.decode())


def make_ready(client):
    """Give every structure its headcount, finish every section, explain every warning."""
    picture = Picture(UNIT, YEAR)
    for section in picture.sections:
        for one in returns.silent(section, picture.regions, YEAR):
            Headcount.objects.create(structure=one, year=YEAR, members=9)
    own().sections.update(state="done")
    explain(client)


def send(client, **data):
    posted = {"confirm": "on", "seen": seen(Picture(UNIT, YEAR))} | data
    return client.post(address("submit"), posted, follow=True)
