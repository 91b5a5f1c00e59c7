"""The record that people know behind a row that is counted.

An event has participations, a council headcounts: what is counted is the row, what people open,
name and may see or not is its owner.
"""


def owner_field(indicator):
    """The field that leads from a row to its owner; "" where the row is the record itself."""
    return indicator.source.region.rpartition("__")[0]


def owner_of(indicator, row):
    """The owner (model instance) of a row."""
    name = owner_field(indicator)
    return getattr(row, name) if name else row


def owner_model(indicator):
    """The model of the owners."""
    model, name = indicator.source.model, owner_field(indicator)
    return model._meta.get_field(name).related_model if name else model
