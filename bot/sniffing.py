"""What a file really is, told by its first bytes: people's phones send photos, films and papers, others send worse."""

from cases.incoming import Media

_FILM = (b"\x1aE\xdf\xa3",)  # WebM; MP4 is told by its fourth byte on
_SOUND = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xf1", b"\xff\xf9", b"OggS", b"#!AMR", b"fLaC")
_PICTURE = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_PAPER = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")  # PDF; office files new and old
_RIFF = {b"WAVE": Media.AUDIO, b"WEBP": Media.IMAGE, b"AVI ": Media.VIDEO}
_MARKUP = "<"  # HTML, SVG, XML: pages that a browser would run


def is_plausible(kind: Media, data: bytes) -> bool:
    """Whether content may be kept as what LINE says it is.

    A file may be a paper, a picture, a film, a sound or plain words, but no program and no web page. Pictures are
    not judged here: they are drawn anew.
    """
    match kind:
        case Media.IMAGE:
            return True
        case Media.VIDEO:
            return _is_film(data)
        case Media.AUDIO:
            return _is_sound(data)
        case Media.FILE:
            known = data.startswith((*_PAPER, *_PICTURE)) or _riff(data) is not None
            return known or _is_film(data) or _is_sound(data) or _is_plain_text(data)


def _is_film(data: bytes) -> bool:
    return _is_mpeg4(data) or data.startswith(_FILM) or _riff(data) is Media.VIDEO


def _is_sound(data: bytes) -> bool:
    return _is_mpeg4(data) or data.startswith(_SOUND) or _riff(data) is Media.AUDIO


def _is_mpeg4(data: bytes) -> bool:
    """MP4, M4A, QuickTime, HEIC: boxes, the first of which is called ftyp."""
    return data[4:8] == b"ftyp"


def _riff(data: bytes) -> Media | None:
    return _RIFF.get(data[8:12]) if data.startswith(b"RIFF") else None


def _is_plain_text(data: bytes) -> bool:
    """Words without markup in them; scripts of a shell begin with #! and are none."""
    for encoding in ("utf-8", "cp874"):
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in words)
        return not controls and _MARKUP not in words and not words.startswith("#!")
    return False
