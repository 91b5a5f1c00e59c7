"""Dividing whole numbers: how a country's total becomes the numbers of its regions."""

# Thousands of people, rounded
POPULATION = {
    "KZ-10": 610,
    "KZ-11": 788,
    "KZ-15": 928,
    "KZ-19": 1531,
    "KZ-23": 704,
    "KZ-27": 694,
    "KZ-31": 1222,
    "KZ-33": 697,
    "KZ-35": 1135,
    "KZ-39": 830,
    "KZ-43": 842,
    "KZ-47": 786,
    "KZ-55": 754,
    "KZ-59": 530,
    "KZ-61": 2120,
    "KZ-62": 221,
    "KZ-63": 727,
    "KZ-71": 1430,
    "KZ-75": 2228,
    "KZ-79": 1224,
}
CITIES = ("KZ-71", "KZ-75", "KZ-79")
CITY_SHARE = 0.3  # a city has few councils for its people: no villages


def apportion(total, weights, least=0):
    """Divide a total (int) by weights (list of numbers): a list of ints that sums to the total.

    Each part gets at least `least`; what is left goes by the largest remainders.
    """
    rest, whole = total - least * len(weights), sum(weights)
    if rest < 0 or (rest and not whole):
        raise ValueError(f"{total} cannot be divided into {len(weights)} parts from {least} up")
    exact = [rest * weight / whole if rest else 0 for weight in weights]
    parts = [int(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: rest - sum(parts)]:
        parts[i] += 1
    return [part + least for part in parts]


def divide(total, weights, least=0):
    """Divide a total over a dict of weights: {key: int}."""
    return dict(zip(weights, apportion(total, list(weights.values()), least), strict=True))


def people(rural=False):
    """The weight {code: number} of each region; with `rural`, cities weigh less."""
    return {
        code: number**0.85 * (CITY_SHARE if rural and code in CITIES else 1)
        for code, number in POPULATION.items()
    }
