"""`make audit-pages`: accessibility rules and Lighthouse over every public page."""
