"""JSON that is the same for the same content: what is hashed, frozen and put inside documents."""

import json
from hashlib import sha256


def canonical(content: object) -> bytes:
    """Return the content as JSON with sorted keys and no spaces, in UTF-8."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(content: object) -> str:
    """Return the SHA-256 of content, as 64 hexadecimal digits, whatever the order of its keys."""
    return sha256(canonical(content)).hexdigest()
