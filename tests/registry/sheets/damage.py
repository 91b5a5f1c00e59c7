"""Damage to the zip of a workbook: what transfers, disks and hostile hands do to a file.

`damaged` draws one kind of it; `rng` is a random.Random.  A file that is no zip becomes none.
"""

import struct
import warnings
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
# Fields of an entry of the central directory: (offset, bytes); the last are those of its place
FIELDS = {"flags": (8, 2), "method": (10, 2), "crc": (16, 4), "packed": (20, 4), "size": (24, 4)}
FIELDS |= {"name": (28, 2), "extra": (30, 2), "comment": (32, 2), "disk": (34, 2), "at": (42, 4)}
ODD = [0, 1, 2, 8, 9, 0x0800, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]
ZEROS = bytes(30_000_000)


def damaged(data, rng):
    """A workbook (bytes) with its zip changed in one way."""
    ways = (truncated, flipped, in_directory, in_local, at_end, around, twice, repacked, filled)
    return rng.choice(ways)(data, rng)


def truncated(data, rng):
    """The end of the file is missing: all of it, a half, the last few bytes."""
    return data[: rng.choice([len(data) - rng.randint(1, 60), rng.randrange(len(data) or 1)])]


def flipped(data, rng):
    """Single bits are the other way round."""
    changed = bytearray(data)
    for _time in range(rng.randint(1, 4)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def in_directory(data, rng):
    """A field of the directory says something else: a size, a checksum, a place, a method."""
    at = rng.choice(_places(data, CENTRAL))
    return _put(data, at, *rng.choice(list(FIELDS.values())), rng)


def in_local(data, rng):
    """The same in the entry itself, so that both do not agree."""
    at = rng.choice(_places(data, LOCAL))
    return _put(data, at, *rng.choice([(6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2)]), rng)


def at_end(data, rng):
    """The end of the directory tells another number, length or place."""
    at = _places(data, END)[-1]
    return _put(data, at, *rng.choice([(4, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2)]), rng)


def around(data, rng):
    """Something stands before the zip, behind it, or another zip does."""
    more = rng.choice([b"\x00" * 9, b"MZ" * 40, b"\r\n", END + bytes(18), data[:300], data])
    return more + data if rng.random() < 0.5 else data + more


def twice(data, rng):
    """A part is there twice, with other content."""
    made = BytesIO(data)
    with warnings.catch_warnings(), ZipFile(made, "a", ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        name = rng.choice(archive.namelist())
        archive.writestr(name, rng.choice([b"", b"<x/>", archive.read(name)]))
    return made.getvalue()


def repacked(data, rng):
    """The parts are packed by another method, in another order, some with a changed byte."""
    made, broken = BytesIO(), rng.random() < 0.5
    method = rng.choice([ZIP_STORED, ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
    with ZipFile(BytesIO(data)) as archive, ZipFile(made, "w", method) as packed:
        for name in sorted(archive.namelist(), key=lambda _name: rng.random()):
            packed.writestr(name, archive.read(name))
    return _digit_changed(made.getvalue(), rng) if broken else made.getvalue()


def filled(data, rng):
    """A part that unpacks to megabytes, or hundreds of parts."""
    made = BytesIO(data)
    with ZipFile(made, "a", ZIP_DEFLATED, compresslevel=1) as archive:
        if rng.random() < 0.1:
            archive.writestr("xl/media/a.bin", ZEROS)
        else:
            for number in range(rng.choice([10, 300, 2_100])):
                archive.writestr(f"xl/media/{number}", b"")
    return made.getvalue()


def _digit_changed(data, rng):
    """One digit of what is stored plainly is another; the checksum is the old one."""
    places = [n for n, sign in enumerate(data) if 0x30 <= sign <= 0x39]
    at = rng.choice(places)
    return data[:at] + b"%d" % rng.randrange(10) + data[at + 1 :]


def _places(data, mark):
    parts = data.split(mark)
    return [sum(map(len, parts[:n])) + (n - 1) * len(mark) for n in range(1, len(parts))]


def _put(data, start, offset, size, rng):
    """The bytes with a number at a place (start + offset) that is odd, or only a little other."""
    at, kind = start + offset, {2: "<H", 4: "<I"}[size]
    known = struct.unpack_from(kind, data, at)[0]
    value = rng.choice([*ODD, known + 1, known - 1, known // 2, known * 2])
    changed = bytearray(data)
    struct.pack_into(kind, changed, at, value % 256**size)
    return bytes(changed)
