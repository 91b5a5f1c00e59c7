"""Who stands behind an event: the kinds of bodies and their roles."""

ORGANISED, TOOK_PART = "organised", "took_part"
HELPERS = {"house": 5, "association": 4, "mediation": 2, "journalists": 1}
STRUCTURES = ("elders", "mothers", "youth", "experts", "chair", "journalists")


def bodies_of(rng, group):
    """Pairs (kind, role) of an event of a group: a tuple of the kinds that it counts for."""
    if len(group) == 2:
        return _joint(rng, group)
    return _ALONE.get(group[0], _other)(rng, group[0])


def _joint(rng, group):
    """Mothers organise whenever they are counted; otherwise one of the two does."""
    if "mothers" in group:
        return [(kind, ORGANISED if kind == "mothers" else TOOK_PART) for kind in group]
    roles = rng.sample((ORGANISED, TOOK_PART), 2)
    return list(zip(group, roles, strict=True))


def _elders(rng, kind):
    """Elders are mostly guests of somebody else."""
    if rng.random() < 0.45:
        guests = [("mothers", TOOK_PART)] if rng.random() < 0.06 else []
        return [(kind, ORGANISED), *guests]
    return [(_helper(rng), ORGANISED), (kind, TOOK_PART)]


def _mothers(rng, kind):
    guests = [(_helper(rng), TOOK_PART)] if rng.random() < 0.15 else []
    return [(kind, ORGANISED), *guests]


def _youth(rng, kind):
    if rng.random() < 0.65:
        return [(kind, ORGANISED)]
    return [(_helper(rng), ORGANISED), (kind, TOOK_PART)]


def _other(rng, kind):
    guest = _helper(rng)
    return [(kind, ORGANISED), *([(guest, TOOK_PART)] if guest != kind else [])]


def _helper(rng):
    return rng.choices(list(HELPERS), HELPERS.values())[0]


_ALONE = {"elders": _elders, "mothers": _mothers, "youth": _youth}
