"""Colour profiles that tell when they are used, written by hand as the ICC says (ICC.1:2010): a table of inks whose
red is blue, and an RGB whose red and green are swapped."""

import struct

_SRGB = {"red": (0.4360, 0.2225, 0.0139), "green": (0.3851, 0.7169, 0.0971), "blue": (0.1431, 0.0606, 0.7141)}


def _fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _profile(kind: bytes, colors: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    at = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += struct.pack(">4sII", name, at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(">I4sI4s4s4s", at + len(body), bytes(4), 0x02400000, kind, colors, connection)
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _fixed(0.9642, 1.0, 0.8249)
    return head.ljust(128, b"\0") + table + body


def _texts(name: bytes) -> dict[bytes, bytes]:
    described = b"desc" + bytes(4) + struct.pack(">I", len(name) + 1) + name + b"\0" + bytes(78)
    return {b"desc": described, b"cprt": b"text" + bytes(4) + b"none\0"}


def _xyz(*numbers: float) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*numbers)


def swapped_profile() -> bytes:
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256))
    tags = _texts(b"swapped") | {
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": _xyz(*_SRGB["green"]),
        b"gXYZ": _xyz(*_SRGB["red"]),
        b"bXYZ": _xyz(*_SRGB["blue"]),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags)


def blue_ink_profile() -> bytes:
    """Magenta and yellow together are blue; paper is white, and all else black."""
    straight = bytes(range(256))
    paper, blue, black = bytes((255, 128, 128)), bytes((102, 138, 88)), bytes((0, 128, 128))  # L*a*b*, eight bits each
    corners = paper + black * 5 + blue + black * 9  # the last ink changes first
    identity = _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + identity + straight * 4 + corners + straight * 3
    tags = _texts(b"blue ink") | {b"wtpt": _xyz(0.9642, 1.0, 0.8249), b"A2B0": table}
    return _profile(b"prtr", b"CMYK", b"Lab ", tags)
