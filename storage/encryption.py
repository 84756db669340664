"""Personal fields are encrypted before they reach the database: Fernet keys derived from the secret key."""

import base64
import json
from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Dialect, Text, TypeDecorator


class Cipher:
    """Encrypts with the first key and reads with all of them, so that keys can be rotated."""

    def __init__(self, secrets: Sequence[str]) -> None:
        """`secrets` are the values of KHOTTO_SECRET_KEY, newest first; at least one."""
        fernets = [Fernet(_field_key(secret)) for secret in secrets]
        self._newest, self._fernet = fernets[0], MultiFernet(fernets)

    def seal(self, data: bytes) -> str:
        """The encrypted form, as text."""
        return self._fernet.encrypt(data).decode("ascii")

    def open(self, sealed: str) -> bytes:
        """The bytes behind a sealed text; InvalidToken where no key fits."""
        return self._fernet.decrypt(sealed)

    def is_newest(self, sealed: str) -> bool:
        """Whether a text was sealed with the newest key."""
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return False
        return True

    def renew(self, sealed: str) -> str:
        """The same secret under the newest key."""
        return self._fernet.rotate(sealed.encode("ascii")).decode("ascii")


def _field_key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"khotto field encryption").derive(secret.encode())
    return base64.urlsafe_b64encode(derived)


def cipher_of(dialect: Dialect) -> Cipher:
    """The cipher that `storage.database.connect` hung on the engine's dialect."""
    cipher: Cipher = dialect.khotto_cipher  # type: ignore[attr-defined]
    return cipher


class EncryptedText(TypeDecorator[str]):
    """Text that nobody can read from the database file. Empty text stays empty: it tells nothing."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal on the way in."""
        return cipher_of(dialect).seal(value.encode("utf-8", "surrogatepass")) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Open on the way out."""
        return cipher_of(dialect).open(value).decode("utf-8", "surrogatepass") if value else value


class EncryptedBytes(TypeDecorator[bytes]):
    """Bytes, such as a photo, encrypted whole and kept as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Seal on the way in."""
        return None if value is None else cipher_of(dialect).seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Open on the way out."""
        return None if value is None else cipher_of(dialect).open(value)


class EncryptedJSON(TypeDecorator[Any]):
    """Any JSON value, encrypted whole."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Seal on the way in."""
        return None if value is None else cipher_of(dialect).seal(json.dumps(value).encode())

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Open on the way out."""
        return None if value is None else json.loads(cipher_of(dialect).open(value))


SEALED_TYPES = (EncryptedText, EncryptedJSON, EncryptedBytes)
