"""A process that is killed in the middle of an act: all of it is in the database, or nothing."""
