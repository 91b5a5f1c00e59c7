"""Accounts in use: one-time links, locked accounts, the end of a session, the language."""
