"""Runs as a folder (`python devtools VERB`), first under any Python, then inside the venv.

Under the first Python only the standard library is there; so the verbs, which lean on
installed packages, are looked up only once we are inside.
"""

import importlib
import sys
from pathlib import Path

# As a folder, Python puts devtools/ itself on the path; the package lies one higher.
sys.path[0] = str(Path(__file__).resolve().parent.parent)


def main() -> int:
    from devtools import stage0  # noqa: PLC0415 - the path must be set first
    from devtools.terminal import USAGE, VERBS, Refusal, say  # noqa: PLC0415 - likewise

    verb = sys.argv[1] if len(sys.argv) > 1 else ""
    if verb not in VERBS:
        say(USAGE)
        return 0 if verb in {"-h", "--help", "help"} else 2
    try:
        stage0.enter(verb)
        return int(importlib.import_module("devtools.verbs").run(verb, sys.argv[2:]))
    except Refusal as refusal:
        say(str(refusal))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
