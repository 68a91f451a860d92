"""How `./dev` speaks. Everything goes to stderr: stdout belongs to the command that is run."""

import sys

VERBS = {
    "demo": "set up this machine and serve the made-up district",
    "test": "set up this machine and run the tests; arguments go to pytest",
    "check": "what CI checks besides the tests, or the checks named; changes nothing",
    "fix": "mend everything a tool can mend",
    "bench": "run the benchmarks against a database of their own",
    "golden": "write what the product says about made-up districts, to compare two releases",
    "lock": "write the requirement locks anew",
    "manage": "run a Django command against the embedded servers",
}
USAGE = "Usage: ./dev VERB [arguments]\n\n" + "\n".join(
    f"  {verb:8}{does}" for verb, does in VERBS.items()
)


class Refusal(Exception):
    """One clear message for the person at the terminal, instead of a traceback."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
