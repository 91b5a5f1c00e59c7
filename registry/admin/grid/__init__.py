"""The yearly grid: all numbers of a section of structures in one table, for the keyboard."""
