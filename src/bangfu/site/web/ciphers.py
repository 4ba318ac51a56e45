"""The national ciphers behind one interface, so that a certified module can take their place.

`Ciphers` is all the site knows: a hash (SM3) and sealing (SM4 in CBC with an SM3 code, encrypt-then-authenticate).
"""

from __future__ import annotations

import hmac
import secrets
from typing import Protocol

from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC

BLOCK, CODE = 16, 32


class Ciphers(Protocol):
    """What a cipher module must do."""

    def hash(self, content: bytes) -> str:
        """The hash of some bytes, as hexadecimal text."""
        ...

    def seal(self, text: str) -> bytes:
        """A text that only the holder of the key can read; sealing twice gives two different answers."""
        ...

    def open(self, sealed: bytes) -> str:
        """The text of `seal`. Raises `Tampered` where it was changed or the key is another."""
        ...

    def fingerprint(self, text: str) -> str:
        """The same for the same text, and useless to whoever lacks the key: by it sealed values are found."""
        ...


class Tampered(Exception):
    """A sealed value that was changed, or sealed with another key."""


class Software:
    """SM3 and SM4 in software."""

    def __init__(self, sealing: bytes, finding: bytes) -> None:
        self._cipher = algorithms.SM4(sealing)
        self._authentic = self._code(finding, b"authentic")
        self._finding = finding

    @staticmethod
    def _code(key: bytes, content: bytes) -> bytes:
        code = HMAC(key, hashes.SM3())
        code.update(content)
        return code.finalize()

    def hash(self, content: bytes) -> str:
        """SM3."""
        return sm3(content)

    def seal(self, text: str) -> bytes:
        """A random block, the SM4 text, and the code of both."""
        first = secrets.token_bytes(BLOCK)
        padder = padding.PKCS7(BLOCK * 8).padder()
        padded = padder.update(text.encode()) + padder.finalize()
        encryptor = Cipher(self._cipher, modes.CBC(first)).encryptor()
        body = first + encryptor.update(padded) + encryptor.finalize()
        return body + self._code(self._authentic, body)

    def open(self, sealed: bytes) -> str:
        """The text, after its code was found right."""
        body, code = sealed[:-CODE], sealed[-CODE:]
        if len(body) < 2 * BLOCK or not hmac.compare_digest(code, self._code(self._authentic, body)):
            raise Tampered
        decryptor = Cipher(self._cipher, modes.CBC(body[:BLOCK])).decryptor()
        padded = decryptor.update(body[BLOCK:]) + decryptor.finalize()
        unpadder = padding.PKCS7(BLOCK * 8).unpadder()
        return (unpadder.update(padded) + unpadder.finalize()).decode()

    def fingerprint(self, text: str) -> str:
        """A keyed SM3 code."""
        return self._code(self._finding, text.encode()).hex()


def sm3(content: bytes) -> str:
    """The SM3 hash as hexadecimal text."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()
