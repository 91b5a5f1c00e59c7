"""The languages of the portal, in the order in which it shows them."""

from django.conf import settings

CODES = tuple(code for code, _name in settings.LANGUAGES)
