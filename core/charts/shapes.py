"""The shapes by which kinds of days differ, each in a box of 26, without colour too."""

DISC = "m13 1a12 12 0 1 0 0 24a12 12 0 1 0 0-24z"
SQUARE = "m5 1h16a4 4 0 0 1 4 4v16a4 4 0 0 1-4 4h-16a4 4 0 0 1-4-4v-16a4 4 0 0 1 4-4z"
CELL_BOX = "m4 0h18a4 4 0 0 1 4 4v18a4 4 0 0 1-4 4h-18a4 4 0 0 1-4-4v-18a4 4 0 0 1 4-4z"
# Each shape: its paths, and the class that fills or draws each. They differ without colour too.
# All steps are relative, so that one path draws every day of a kind.
SHAPES: dict[str, tuple[tuple[str, str], ...]] = {
    "plain": (),
    "faint": (),
    "blank": (("m10.5 13h5", "drawn thin"),),
    "ring": ((DISC, "drawn"),),
    "dashed": ((DISC, "drawn dashes"),),
    "half": ((DISC, "drawn"), ("m1 13a12 12 0 0 0 24 0z", "wash")),
    "disc": ((DISC, "filled"),),
    "square": ((SQUARE, "filled"),),
    "notched": ((SQUARE, "filled"), ("m15-1h12v12z", "notch")),
    "frame": ((SQUARE, "drawn"),),
    "diamond": (("m13 0 13 13-13 13-13-13z", "drawn"),),
    "underline": (("m5 23.5h16", "drawn"),),
    "slash": (("m4 22 18-18", "drawn thin"),),
    "hatch": (("m1 9 8-8m-8 16 16-16m-16 24 24-24m-16 24 16-16m-8 16 8-8", "drawn thin"),),
}
SOLID = ("disc", "square", "notched")
UNNUMBERED = ("blank", "hatch")
