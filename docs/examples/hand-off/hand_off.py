"""Your website's back end, Python 3.9 or later with the package cryptography.

    openssl genpkey -algorithm ed25519 -out hand-off.pem
    openssl pkey -in hand-off.pem -pubout -out hand-off.pub.pem
    guichet hand-off key add pk_… --kid 2026-11 --issuer https://www.example.com --public-key hand-off.pub.pem

In Flask:

    @app.post("/counter/hand-off")
    def hand_off():
        if not current_user.is_authenticated:
            return {"token": None}
        thumbprint = request.get_json()["keyThumbprint"]
        return {"token": make_assertion(SETTINGS, thumbprint, user=str(current_user.id))}
"""

import base64
import json
import re
import secrets
import time
from dataclasses import dataclass

from cryptography.hazmat.primitives.serialization import load_pem_private_key


@dataclass(frozen=True)
class Settings:
    """As they were registered; `key`: the private key in PEM (Ed25519)."""

    issuer: str
    kid: str
    portal: str
    key: bytes


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def make_assertion(settings: Settings, key_thumbprint: str, *, user: str, **about: str) -> str:
    """An assertion for who is signed in on your website.

    `user`: your id of the person; `about`: customer, name, email, language for accounts made on the fly.
    Raises ValueError when the page sent something else than a thumbprint.
    """
    if not re.fullmatch(r"[A-Za-z0-9_-]{43}", key_thumbprint):
        raise ValueError("this is no thumbprint")
    now = int(time.time())
    header = {"alg": "EdDSA", "typ": "hand-off+jwt", "kid": settings.kid}
    claims = {
        "iss": settings.issuer,
        "aud": settings.portal,
        "sub": user,
        "jti": secrets.token_urlsafe(16),
        "iat": now,
        "exp": now + 60,
        "cnf": {"jkt": key_thumbprint},
        **about,
    }
    text = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
    key = load_pem_private_key(settings.key, password=None)
    return f"{text}.{base64url(key.sign(text.encode()))}"
