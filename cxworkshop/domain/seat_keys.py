"""What a device holds its seat by: a secret, of which the workshop keeps a fingerprint alone."""

import secrets
from hashlib import sha256


def new_secret() -> str:
    """Return the secret of a device's cookie: 256 random bits."""
    return secrets.token_urlsafe(32)


def key_of(secret: str) -> str:
    """Return what the file keeps of a secret: its SHA-256."""
    return sha256(secret.encode()).hexdigest()
