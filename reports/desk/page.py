"""What every page of the desk begins with: who asks, about which return."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import render

from registry.access import regions_of
from registry.admin.portal import YEARS
from reports.desk.picture import Picture


def show(request, template, **context):
    """A page of the desk in the frame of the admin site."""
    return render(request, f"admin/desk/{template}", admin.site.each_context(request) | context)


def refuse_a_stranger(user):
    """The desk is for those who may read returns."""
    if not user.has_perm("registry.view_submission"):
        raise PermissionDenied


def picture_of(request, unit, year):
    """The return of a unit (code) for a year, if the person may see it and it is open; else 404."""
    refuse_a_stranger(request.user)
    is_year = YEARS["min_value"] <= year <= YEARS["max_value"]
    if not (is_year and regions_of(request.user).filter(pk=unit).exists()):
        raise Http404
    picture = Picture(unit, year)
    if picture.submission is None:
        raise Http404
    return picture


def typed(data, key):
    """What a refused form holds, for its page to show it again: {key: its fields}.

    `key` names the form on the page; `sections` are those that are ticked.
    """
    return {key: data.dict() | {"sections": data.getlist("section")}}


def attempt(request, act, *args):
    """Do an act and give its result; say why if it is refused, and give None."""
    try:
        return act(*args) or True
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return None
