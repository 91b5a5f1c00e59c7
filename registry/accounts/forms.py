"""Forms of the accounts: signing in, a forgotten password, a new person."""

from datetime import timedelta

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.widgets import AdminEmailInputWidget
from django.contrib.auth.forms import PasswordResetForm
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.accounts import links
from registry.accounts.groups import COORDINATORS, label
from registry.models import User

PAUSE = timedelta(minutes=1)  # between two letters to one person


class SignInForm(AdminAuthenticationForm):
    def clean_username(self):
        """An e-mail address is written in any case."""
        name = self.cleaned_data["username"]
        return name.lower() if "@" in name else name


class ForgottenForm(PasswordResetForm):
    """Sends a link to whoever has an account with this address, and says nothing of it.

    A person who never used the first link has no password yet and gets one too.
    """

    def get_users(self, email):
        """Whom to write to (list): nobody twice within the pause, whichever process is asked."""
        now = timezone.now()
        found = User.objects.filter(email__iexact=email, is_active=True)
        waiting = found.exclude(asked_at__gt=now - PAUSE)
        return [user for user in found if waiting.filter(pk=user.pk).update(asked_at=now)]

    def send_mail(self, _subject, _text, context, *_more, **_options):
        """Our own letter, whose link the view's request tells."""
        links.send(context["request"], context["user"])


class CodeForm(forms.Form):
    """A code of the app, or a recovery code, as people write it: in groups, in capitals."""

    one_time_code = forms.CharField(
        label=_("Sign-in code"),
        max_length=32,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )

    def clean_one_time_code(self):
        letters = (letter for letter in self.cleaned_data["one_time_code"] if letter.isalnum())
        return "".join(letters).lower()


class GroupsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group):
        return label(group.name)


class PersonForm(forms.ModelForm):
    """An account.  An address belongs to one person."""

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        twins = User.objects.filter(Q(email__iexact=email) | Q(username__iexact=email))
        if email and twins.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is an account with this e-mail address."))
        return email


class NewPersonForm(PersonForm):
    """A new account: the e-mail address is the user name, a one-time link sets the password."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=150,
        help_text=_("The person signs in with it."),
        widget=AdminEmailInputWidget,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].required = True

    def clean(self):
        data = super().clean()
        is_coordinator = any(group.name == COORDINATORS for group in data.get("groups") or [])
        if is_coordinator and not data.get("units"):
            self.add_error("units", _("Choose the unit whose records the coordinator keeps."))
        return data

    def save(self, commit=True):
        self.instance.username = self.cleaned_data["email"]
        self.instance.set_unusable_password()
        return super().save(commit)
