"""Words of the packages that their own catalogues lack or get wrong in Kazakh.

Never imported: `make messages` reads it, so that these words stay in our catalogues, which
win over the packages'.  Django knows half of the back office in Kazakh, the others nothing.
"""

# ruff: noqa: E501

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

# Django: months inside a date
pgettext("alt. month", "January")
pgettext("alt. month", "February")
pgettext("alt. month", "March")
pgettext("alt. month", "April")
pgettext("alt. month", "May")
pgettext("alt. month", "June")
pgettext("alt. month", "July")
pgettext("alt. month", "August")
pgettext("alt. month", "September")
pgettext("alt. month", "October")
pgettext("alt. month", "November")
pgettext("alt. month", "December")

# Django: spans of time
ngettext("%(num)d year", "%(num)d years", 2)
ngettext("%(num)d month", "%(num)d months", 2)
ngettext("%(num)d week", "%(num)d weeks", 2)
ngettext("%(num)d day", "%(num)d days", 2)
ngettext("%(num)d hour", "%(num)d hours", 2)
ngettext("%(num)d minute", "%(num)d minutes", 2)

# Django: what forms say
_("Enter a valid value.")
_("Enter a valid URL.")
_("Enter a valid integer.")
_("Enter a valid email address.")
_("Ensure this value is %(limit_value)s (it is %(show_value)s).")
_("Ensure this value is less than or equal to %(limit_value)s.")
_("Ensure this value is greater than or equal to %(limit_value)s.")
ngettext(
    "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
    2,
)
ngettext(
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    2,
)
_("Enter a number.")
ngettext(
    "Ensure that there are no more than %(max)s digit in total.",
    "Ensure that there are no more than %(max)s digits in total.",
    2,
)
ngettext(
    "Ensure that there are no more than %(max)s decimal place.",
    "Ensure that there are no more than %(max)s decimal places.",
    2,
)
ngettext(
    "Ensure that there are no more than %(max)s digit before the decimal point.",
    "Ensure that there are no more than %(max)s digits before the decimal point.",
    2,
)
_("File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s.")
_("Null characters are not allowed.")
_("%(model_name)s with this %(field_labels)s already exists.")
_("%(model_name)s with this %(field_label)s already exists.")
_("%(field_label)s must be unique for %(date_field_label)s %(lookup_type)s.")
_("Constraint “%(name)s” is violated.")
_("Value %(value)r is not a valid choice.")
_("This field cannot be null.")
_("This field cannot be blank.")
_("“%(value)s” value has an invalid date format. It must be in YYYY-MM-DD format.")
_("“%(value)s” value has the correct format (YYYY-MM-DD) but it is an invalid date.")
_("“%(value)s” value must be a decimal number.")
_("“%(value)s” value must be an integer.")
_("%(model)s instance with %(field)s %(value)r is not a valid choice.")
_("This field is required.")
_("Enter a whole number.")
_("Enter a valid date.")
_("Enter a valid time.")
_("Enter a valid date/time.")
_("No file was submitted. Check the encoding type on the form.")
_("No file was submitted.")
_("The submitted file is empty.")
ngettext(
    "Ensure this filename has at most %(max)d character (it has %(length)d).",
    "Ensure this filename has at most %(max)d characters (it has %(length)d).",
    2,
)
_("Please either submit a file or check the clear checkbox, not both.")
_("Select a valid choice. %(value)s is not one of the available choices.")
_("Select a valid choice. That choice is not one of the available choices.")
_("“%(pk)s” is not a valid value.")
_("Enter a list of values.")
_("Enter a complete value.")
_("(Hidden field %(name)s) %(error)s")
_(
    "ManagementForm data is missing or has been tampered with. Missing fields: %(field_names)s. You may need to file a bug report if the issue persists."
)
ngettext("Please submit at most %(num)d form.", "Please submit at most %(num)d forms.", 2)
ngettext("Please submit at least %(num)d form.", "Please submit at least %(num)d forms.", 2)
_("Please correct the duplicate data for %(field)s.")
_("Please correct the duplicate data for %(field)s, which must be unique.")
_(
    "Please correct the duplicate data for %(field_name)s which must be unique for the %(lookup)s in %(date_field)s."
)
_("Please correct the duplicate values below.")
_("The inline value did not match the parent instance.")
_("Order")
_("Delete")
_("Clear")
_("Currently")
_("Change")
_("Unknown")
_("p.m.")
_("a.m.")
_("PM")
_("AM")
_("midnight")
_("noon")
_("%s PB")
_("No %(verbose_name_plural)s available")
_("No %(verbose_name)s found matching the query")
_("Invalid page (%(page_number)s): %(message)s")
_("That page number is not an integer")
_("That page number is less than 1")
_("That page contains no results")
_("Forbidden")
_("CSRF verification failed. Request aborted.")
_(
    "You are seeing this message because this site requires a CSRF cookie when submitting forms. This cookie is required for security reasons, to ensure that your browser is not being hijacked by third parties."
)
_(
    "If you have configured your browser to disable cookies, please re-enable them, at least for this site, or for “same-origin” requests."
)
_("More information is available with DEBUG=True.")

# Django: lists of the back office
_("Delete selected %(verbose_name_plural)s")
_("Successfully deleted %(count)d %(items)s.")
_("Cannot delete %(name)s")
_("Delete multiple objects")
_("Administration")
_("Empty")
_("Not empty")
_("Action:")
_("Run the selected action")
_("Go")
_("Select this object for an action - {}")
_("Select all objects on this page for an action")
_("Items must be selected in order to perform actions on them. No items have been changed.")
_("No action selected.")
ngettext(
    "%(count)s %(name)s was changed successfully.",
    "%(count)s %(name)s were changed successfully.",
    2,
)
ngettext("%(total_count)s selected", "All %(total_count)s selected", 2)
_("0 of %(cnt)s selected")
_("Click here to select the objects across all pages")
_("Select all %(total_count)s %(module_name)s")
_("Clear selection")
_("Select %s")
_("Select %s to change")
_("Select %s to view")
_("Filter")
_(" By %(filter_title)s ")
_("Hide counts")
_("Show counts")
_("Clear all filters")
_("All dates")
_("Past 7 days")
_("Remove from sorting")
_("Sorting priority: %(priority_number)s")
_("Toggle sorting")
_("Search")
ngettext("%(counter)s result", "%(counter)s results", 2)
_("%(full_result_count)s total")
_("Show all")
ngettext("entry", "entries", 2)
_("None")
_("None available")
_("Unknown content")

# Django: forms of the back office
_("Add")
_("View")
_("Add %s")
_("Change %s")
_("View %s")
_("Add %(name)s")
_("Add another %(verbose_name)s")
_("Add another %(model)s")
_("Change selected %(model)s")
_("Delete selected %(model)s")
_("View selected %(model)s")
_("Remove")
_("Save")
_("Save as new")
_("Save and add another")
_("Save and continue editing")
_("Save and view")
_("Close")
_("Error:")
ngettext("Please correct the error below.", "Please correct the errors below.", 2)
_("Hold down “Control”, or “Command” on a Mac, to select more than one.")
_("View on site")
_("Currently:")
_("Change:")
_("Date:")
_("Time:")
_("Lookup")
_("Summary")
_("Popup closing…")
_("The {name} “{obj}” was added successfully.")
_("You may edit it again below.")
_("The {name} “{obj}” was added successfully. You may add another {name} below.")
_("The {name} “{obj}” was changed successfully.")
_("The {name} “{obj}” was changed successfully. You may edit it again below.")
_("The {name} “{obj}” was changed successfully. You may add another {name} below.")
_("The %(name)s “%(obj)s” was deleted successfully.")
_("%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?")
_("%(class_name)s %(instance)s")
_(
    "Deleting %(class_name)s %(instance)s would require deleting the following protected related objects: %(related_objects)s"
)
_("Delete?")
_("Objects")
_("Yes, I’m sure")
_("No, take me back")
_(
    "Deleting the %(object_name)s '%(escaped_object)s' would result in deleting related objects, but your account doesn't have permission to delete the following types of objects:"
)
_(
    "Deleting the %(object_name)s '%(escaped_object)s' would require deleting the following protected related objects:"
)
_(
    'Are you sure you want to delete the %(object_name)s "%(escaped_object)s"? All of the following related items will be deleted:'
)
_(
    "Deleting the selected %(objects_name)s would result in deleting related objects, but your account doesn't have permission to delete the following types of objects:"
)
_(
    "Deleting the selected %(objects_name)s would require deleting the following protected related objects:"
)
_(
    "Are you sure you want to delete the selected %(objects_name)s? All of the following objects and their related items will be deleted:"
)

# Django: the history of a record
_("History")
_("Change history: %s")
_("Date/time")
_("User")
_("Action")
_("Addition")
_("Deletion")
_("Added.")
_("Added {name} “{object}”.")
_("Changed {fields}.")
_("Changed {fields} for {name} “{object}”.")
_("Deleted {name} “{object}”.")
_("Added “%(object)s”.")
_("Changed “%(object)s” — %(changes)s")
_("Deleted “%(object)s.”")
_("No fields changed.")
_("LogEntry Object")
_("Added:")
_("Changed:")
_("Deleted:")
_("This object doesn’t have a change history. It probably wasn’t added via this admin site.")
_("action time")
_("user")
_("users")
_("content type")
_("object id")
_("object repr")
_("action flag")
_("change message")
_("log entry")
_("log entries")

# Django: the frame of the back office
_("Django site admin")
_("Django administration")
_("Site administration")
_("%(app)s administration")
_("Home")
_("Breadcrumbs")
_("Welcome,")
_("View site")
_("Documentation")
_("Log in")
_("Log out")
_("Log in again")
_("Toggle navigation")
_("Sidebar")
_("Start typing to filter…")
_("Filter navigation items")
_("Model name")
_("Add link")
_("Change or view list link")
_("Models in the %(name)s application")
_("Recent actions")
_("My actions")
_("You don’t have permission to view or edit anything.")
_("Toggle theme (current theme: auto)")
_("Toggle theme (current theme: light)")
_("Toggle theme (current theme: dark)")
_("We’re sorry, but the requested page could not be found.")
_("Server error")
_("Server error (500)")
_("Server Error <em>(500)</em>")
_(
    "There’s been an error. It’s been reported to the site administrators via email and should be fixed shortly. Thanks for your patience."
)
_("Database error")
_(
    "Something’s wrong with your database installation. Make sure the appropriate database tables have been created, and make sure the database is readable by the appropriate user."
)
_("Thanks for spending some quality time with the web site today.")

# Django: accounts and passwords
_(
    "Please enter the correct %(username)s and password for a staff account. Note that both fields may be case-sensitive."
)
_("Please enter a correct %(username)s and password. Note that both fields may be case-sensitive.")
_(
    "You are authenticated as %(username)s, but are not authorized to access this page. Would you like to login to a different account?"
)
_("Forgotten your login credentials?")
_("This account is inactive.")
_("Authentication and Authorization")
_("Personal info")
_("Permissions")
_("Important dates")
_("Email")
_("Email address:")
_("password")
_("Password")
_("last login")
_("username")
_("first name")
_("last name")
_("email address")
_("staff status")
_("active")
_("superuser status")
_("date joined")
_("codename")
_("permission")
_("permissions")
_("user permissions")
_("groups")
_("Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.")
_("A user with that username already exists.")
_("Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.")
_("Designates that this user has all permissions without explicitly assigning them.")
_(
    "The groups this user belongs to. A user will get all permissions granted to each of their groups."
)
_("Specific permissions for this user.")
_("Designates whether the user can log into this admin site.")
_(
    "Designates whether this user should be treated as active. Unselect this instead of deleting accounts."
)
_("After you’ve created a user, you’ll be able to edit more user options.")
_("Change password")
_("Change password: %s")
_("Set password")
_("Set password: %s")
_("Reset password")
_("Enter a new password for the user <strong>%(username)s</strong>.")
_("This action will <strong>enable</strong> password-based authentication for this user.")
_("Disable password-based authentication")
_("Enable password-based authentication")
_("Password-based authentication was disabled.")
_("Password-based authentication")
_(
    "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able to authenticate using other backends, such as Single Sign-On or LDAP."
)
_("Enabled")
_("Disabled")
_("No password set.")
_("Invalid password format or unknown hashing algorithm.")
_("Raw passwords are not stored, so there is no way to see the user’s password.")
_("Enable password-based authentication for this user by setting a password.")
_("algorithm")
_("iterations")
_("salt")
_("hash")
_("Password confirmation")
_("Enter the same password as before, for verification.")
_("New password")
_("New password confirmation")
_("New password:")
_("Confirm password:")
_("Old password")
_("Your old password was entered incorrectly. Please enter it again.")
_("The two password fields didn’t match.")
_("Password change")
_("Password change successful")
_("Password changed successfully.")
_("Your password was changed.")
_("Change my password")
_(
    "Please enter your old password, for security’s sake, and then enter your new password twice so we can verify you typed it in correctly."
)
_("Please enter your new password twice so we can verify you typed it in correctly.")
_("Logged out")
_("Password reset")
_("Password reset sent")
_("Password reset confirmation")
_("Password reset unsuccessful")
_("Password reset complete")
_("Enter new password")
_("Reset my password")
_("Your password has been set.  You may go ahead and log in now.")
_(
    "The password reset link was invalid, possibly because it has already been used.  Please request a new password reset."
)
ngettext(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
    2,
)
ngettext(
    "Your password must contain at least %(min_length)d character.",
    "Your password must contain at least %(min_length)d characters.",
    2,
)
_("The password is too similar to the %(verbose_name)s.")
_("Your password can’t be too similar to your other personal information.")
_("This password is too common.")
_("Your password can’t be a commonly used password.")
_("This password is entirely numeric.")
_("Your password can’t be entirely numeric.")

# django-simple-history
_("View history: %s")
_("You may edit it again below")
_("Revert %s")
_("Revert %(verbose_name)s")
_("View %(verbose_name)s")
_("Revert")
_("Change History")
_("Press the 'Revert' button below to revert to this version of the object.")
_("Press the 'Change History' button below to edit the history.")
_("Choose a date from the list below to revert to a previous version of this object.")
_("This object doesn't have a change history.")
_('The %(name)s "%(obj)s" was changed successfully.')
_("Object")
_("Comment")
_("Changed by")
_("Change reason")
_("Changes")
_("Created")
_("Changed")
_("Deleted")
_("Deleted %(type_name)s")

# django-axes
_("Account locked: too many login attempts. Please try again later.")
_("Account locked: too many login attempts. Contact an admin to unlock your account.")
_("Form Data")
_("Meta Data")
_("User Agent")
_("IP Address")
_("Username")
_("HTTP Accept")
_("Path")
_("Attempt Time")
_("Access lock out")
_("access failure")
_("access failures")
_("GET Data")
_("POST Data")
_("Failed Logins")
_("access attempt")
_("access attempts")
_("Access Attempt")
_("Expires At")
_("The time when access attempt expires and is no longer valid.")
_("access attempt expiration")
_("access attempt expirations")
_("Logout Time")
_("Session key hash (sha256)")
_("access log")
_("access logs")
_("Locked Out")
_("Attempt Remaining")
_("Not set")
_("Clean up expired attempts")

# Django: what forms and fields say of rarer kinds of values
_("Enter a valid domain name.")
_("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.")
_("Enter a valid “slug” consisting of Unicode letters, numbers, underscores, or hyphens.")
_("Enter a valid %(protocol)s address.")
_("IPv4 or IPv6")
_("This is not a valid IPv6 address.")
_("Enter only digits separated by commas.")
_("Ensure this value is a multiple of step size %(limit_value)s.")
_(
    "Ensure this value is a multiple of step size %(limit_value)s, starting from %(offset)s, e.g. %(offset)s, %(valid_value1)s, %(valid_value2)s, and so on."
)
_("“%(value)s” value must be either True or False.")
_("“%(value)s” value must be either True, False, or None.")
_("“%(value)s” value must be either None, True or False.")
_(
    "“%(value)s” value has an invalid format. It must be in YYYY-MM-DD HH:MM[:ss[.uuuuuu]][TZ] format."
)
_(
    "“%(value)s” value has the correct format (YYYY-MM-DD HH:MM[:ss[.uuuuuu]][TZ]) but it is an invalid date/time."
)
_("“%(value)s” value has an invalid format. It must be in HH:MM[:ss[.uuuuuu]] format.")
_("“%(value)s” value has the correct format (HH:MM[:ss[.uuuuuu]]) but it is an invalid time.")
_("“%(value)s” value has an invalid format. It must be in [DD] [[HH:]MM:]ss[.uuuuuu] format.")
_("“%(value)s” value must be a float.")
_("“%(value)s” is not a valid UUID.")
_("Enter a valid UUID.")
_("Value must be valid JSON.")
_("Enter a valid JSON.")
_("Enter a valid duration.")
_("The number of days must be between {min_days} and {max_days}.")
_(
    "%(datetime)s couldn’t be interpreted in time zone %(current_timezone)s; it may be ambiguous or it may not exist."
)
_("Upload a valid image. The file you uploaded was either not an image or a corrupted image.")
_("%(from)s-%(to)s relationship")
_("%(from)s-%(to)s relationships")
_("Conflicting form data submitted. Please try again.")
_("%(name)s object with primary key %(key)r does not exist.")
_(
    "Enter a valid username. This value may contain only unaccented lowercase a-z and uppercase A-Z letters, numbers, and @/./+/-/_ characters."
)

# Django: a form that was not trusted
_(
    "You are seeing this message because this HTTPS site requires a “Referer header” to be sent by your web browser, but none was sent. This header is required for security reasons, to ensure that your browser is not being hijacked by third parties."
)
_(
    "If you have configured your browser to disable “Referer” headers, please re-enable them, at least for this site, or for HTTPS connections, or for “same-origin” requests."
)

# django-import-export
_("Import")
_("%s through import_export")
_("Import finished: {} new, {} updated, {} deleted and {} skipped {}.")
_("Export")
_(
    "%(exc_name)s encountered while trying to read file. Ensure you have chosen the correct format for the file."
)
_("No valid data to import. Ensure your file has the correct headers or data for import.")
_("Export selected %(verbose_name_plural)s")
_("export failed due to IllegalCharacterError")
_("Resource")
_("Format")
_("File to import")
_('Select at least 1 field for "%(resource_name)s" to export')
ngettext("Export %(len)s selected item.", "Export %(len)s selected items.", 2)
_("This exporter will export the following fields: ")
_("Select all")
_("Submit")
_(
    "Below is a preview of data to be imported. If you are satisfied with the results, click 'Confirm import'"
)
_("Confirm import")
_("Line number")
_("Some rows failed to validate")
_("Please correct these errors in your data where possible, then reupload it using the form above.")
_("Non field specific")
_("New")
_("Skipped")
_("Update")
_("This importer will import the following fields: ")
_("Value could not be parsed.")

# django-filter
_("date")
_("day")
_("week day")
_("hour")
_("minute")
_("second")
_("contains")
_("is in")
_("is greater than")
_("is greater than or equal to")
_("is less than")
_("is less than or equal to")
_("starts with")
_("ends with")
_("is in range")
_("is null")
_("matches regex")
_("search")
_("is contained by")
_("overlaps")
_("has key")
_("has keys")
_("has any keys")
_("Select a lookup.")
_("Range query expects two values.")
_("Yesterday")
_("Multiple values may be separated by commas.")
_("%s (descending)")
_("Ordering")
_("Field filters")
_("exclude")

# Django: months alone and shortened
_("January")
_("February")
_("March")
_("April")
_("May")
_("June")
_("July")
_("August")
_("September")
_("October")
_("November")
_("December")
pgettext("abbrev. month", "Jan.")
pgettext("abbrev. month", "Feb.")
pgettext("abbrev. month", "March")
pgettext("abbrev. month", "April")
pgettext("abbrev. month", "May")
pgettext("abbrev. month", "June")
pgettext("abbrev. month", "July")
pgettext("abbrev. month", "Aug.")
pgettext("abbrev. month", "Sept.")
pgettext("abbrev. month", "Oct.")
pgettext("abbrev. month", "Nov.")
pgettext("abbrev. month", "Dec.")

# The switch of languages names each in itself; Django would translate this one
_("English")
