"""The public pages, a module for each kind.  They read published releases and the calendar."""
