"""The version of the templates.  Raise it when headings change so that old files cannot be read."""

VERSION = "1"
