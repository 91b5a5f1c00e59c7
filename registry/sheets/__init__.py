"""Excel in: files are read, checked, shown with their mistakes, taken in and taken back.

reader and csv_reader give cells with their addresses; values turns cells into numbers, days and
choices; layouts says which columns a section has; messages says what is wrong, and where;
resources joins rows and records; importing writes; template and marked make workbooks.
"""
