"""argon2id hashing of passwords and sha-256 hashing of tokens."""

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError


def hash_password(password: str, *, time_cost: int, memory_kib: int) -> str:
    """The encoded argon2id hash (RFC 9106)."""
    return PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=1).hash(password)


def matches(encoded: str, password: str) -> bool:
    """Whether the password is the one behind the hash; the cost is in the hash itself."""
    try:
        return PasswordHasher().verify(encoded, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def new_token() -> str:
    """256 random bits for a cookie or a private address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token: its SHA-256 in hex."""
    return hashlib.sha256(token.encode()).hexdigest()
