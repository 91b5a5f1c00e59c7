"""Accounts.  A manager adds people and gives them their work, never more rights than that."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as AuthUserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from registry.admin.portal import PortalAdmin
from registry.models import Region, User
from registry.reference import GROUPS

MANAGERS = "managers"
NAMES = (_("Personal info"), {"fields": ["first_name", "last_name", "email", "language"]})
WORK = (_("Work"), {"fields": ["units", "groups", "is_active"]})
PASSWORD = (None, {"fields": ["username", "usable_password", "password1", "password2"]})

# The table in reference.py says what a group may do and is loaded anew by each migrate.
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(PortalAdmin, AuthUserAdmin):
    list_display = ["username", "last_name", "first_name", "email", "is_active", "last_login"]
    list_filter = ["is_active", "groups", "units"]
    filter_horizontal = ["groups", "units", "user_permissions"]
    add_fieldsets = [PASSWORD, NAMES, (_("Work"), {"fields": ["units", "groups"]})]
    fieldsets = [(None, {"fields": ["username", "password"]}), NAMES, WORK]
    rights = (_("Rights"), {"fields": ["is_staff", "is_superuser", "user_permissions"]})

    def get_queryset(self, request):
        """A manager reaches neither superusers nor managers, the own account included."""
        people = super().get_queryset(request)
        if request.user.is_superuser:
            return people
        return people.exclude(is_superuser=True).exclude(groups__name=MANAGERS)

    def get_fieldsets(self, request, obj=None):
        sets = super().get_fieldsets(request, obj)
        return [*sets, self.rights] if obj and request.user.is_superuser else sets

    def get_field_queryset(self, db, db_field, request):
        if db_field.name == "groups" and not request.user.is_superuser:
            return Group.objects.filter(name__in=set(GROUPS) - {MANAGERS})
        if db_field.name == "units":
            return Region.objects.all()
        return super().get_field_queryset(db, db_field, request)

    def has_delete_permission(self, request, obj=None):
        """An account is switched off: what its owner did keeps a name."""
        return False

    def save_model(self, request, obj, form, change):
        obj.is_staff = obj.is_staff or not change  # the back office is all that an account opens
        super().save_model(request, obj, form, change)
