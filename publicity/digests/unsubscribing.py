"""The address in a digest's foot that ends it, signed so that nobody can end another's (RFC 8058 one-click)."""

from itsdangerous import BadSignature, URLSafeSerializer

SALT = "digest-unsubscribe"


def token_for(secret_key: str, subscriber_id: int) -> str:
    """A token that names one subscriber and does not run out."""
    return str(URLSafeSerializer(secret_key, salt=SALT).dumps(subscriber_id))


def subscriber_in(secret_key: str, token: str) -> int | None:
    """The subscriber's id, None for a token that was not signed here."""
    try:
        found = URLSafeSerializer(secret_key, salt=SALT).loads(token)
    except BadSignature:
        return None
    return found if isinstance(found, int) else None
