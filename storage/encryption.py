"""Personal fields are sealed before they reach the database: AES-SIV, under keys derived from the secret key."""

import binascii
import json
import os
from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Dialect, Text, TypeDecorator

_FORM = "k1."  # in front of sealed text: how it was sealed, for the day when there is another way
_NONCE = 16  # bytes
_KEY = 64  # bytes: AES-256, one half to encrypt and one to authenticate


class WrongKeyError(Exception):
    """None of the keys opens a sealed text, or somebody changed it."""


class Cipher:
    """Seals with the first key and opens with all of them, so that keys can be rotated.

    AES-SIV (RFC 5297) with a random nonce: however many values one key seals, the worst that nonces which met by
    chance could show is that two values are equal.
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        """`secrets` are the values of KHOTTO_SECRET_KEY, newest first; at least one."""
        self._keys = [AESSIV(_field_key(secret)) for secret in secrets]

    def seal(self, data: bytes) -> str:
        """The encrypted form, as text."""
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._keys[0].encrypt(data, [nonce])
        return _FORM + binascii.b2a_base64(sealed, newline=False).decode("ascii")

    def open(self, sealed: str) -> bytes:
        """The bytes behind a sealed text; WrongKeyError where no key fits."""
        return _open(self._keys, sealed)

    def is_newest(self, sealed: str) -> bool:
        """Whether a text was sealed with the newest key."""
        try:
            _open(self._keys[:1], sealed)
        except WrongKeyError:
            return False
        return True

    def renew(self, sealed: str) -> str:
        """The same secret under the newest key."""
        return self.seal(self.open(sealed))


def is_sealed(text: str) -> bool:
    """Whether a text looks like what a cipher made."""
    return text.startswith(_FORM)


def _open(keys: Sequence[AESSIV], sealed: str) -> bytes:
    try:
        whole = binascii.a2b_base64(sealed.removeprefix(_FORM).encode("ascii"), strict_mode=True)
    except ValueError as error:
        raise WrongKeyError from error
    nonce, encrypted = whole[:_NONCE], whole[_NONCE:]
    for key in keys:
        try:
            return key.decrypt(encrypted, [nonce])
        except InvalidTag:
            continue
    raise WrongKeyError


def _field_key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=b"khotto sealed fields").derive(secret.encode())


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
