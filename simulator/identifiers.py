"""Identifiers of the shapes that LINE gives them."""

import re
import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
USER_ID = re.compile(r"U[0-9a-f]{32}")
GROUP_ID = re.compile(r"C[0-9a-f]{32}")
ROOM_ID = re.compile(r"R[0-9a-f]{32}")


def user_id() -> str:
    """U and 32 hexadecimal digits."""
    return f"U{secrets.token_hex(16)}"


def group_id() -> str:
    """C and 32 hexadecimal digits."""
    return f"C{secrets.token_hex(16)}"


def room_id() -> str:
    """R and 32 hexadecimal digits."""
    return f"R{secrets.token_hex(16)}"


def rich_menu_id() -> str:
    """richmenu- and 32 hexadecimal digits."""
    return f"richmenu-{secrets.token_hex(16)}"


def message_id() -> str:
    """Eighteen digits."""
    return str(10**17 + secrets.randbelow(9 * 10**17))


def token() -> str:
    """A reply token, or another that LINE hands out: opaque, hard to guess."""
    return secrets.token_hex(16)


def ulid(milliseconds: int) -> str:
    """A ULID (github.com/ulid/spec): 48 bits of time, then 80 of chance, in Crockford's base 32."""
    number = (milliseconds << 80) | secrets.randbits(80)
    return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))
