"""Fields that offer records while one types."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError


class OnlyKeys:
    """Shows what was chosen, if it is a key: Django would answer with an error page."""

    def optgroups(self, name, value, attrs=None):
        key = self.choices.field.queryset.model._meta.pk
        return super().optgroups(name, [one for one in value if _is_key(key, one)], attrs)


class Chooser(OnlyKeys, AutocompleteSelect):
    pass


class SeveralChooser(OnlyKeys, AutocompleteSelectMultiple):
    pass


def _is_key(field, text):
    try:
        field.run_validators(field.to_python(text))
    except ValidationError:
        return False
    return True
