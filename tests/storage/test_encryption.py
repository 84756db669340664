"""What is sealed opens with the right key only, also after the keys were changed, and looks different each time."""

import pytest

from storage.encryption import Cipher, WrongKeyError

OLD, NEW = "the first secret of this organisation", "the secret that came after the first one"


@pytest.mark.parametrize("value", ["", "ก", "สวัสดี 🙏", "\ud83d"])
def test_what_is_sealed_opens_again(value: str) -> None:
    data = value.encode("utf-8", "surrogatepass")
    assert Cipher([NEW]).open(Cipher([NEW]).seal(data)) == data


def test_a_new_key_reads_what_the_old_one_sealed_and_renews_it() -> None:
    sealed = Cipher([OLD]).seal(b"told")
    both = Cipher([NEW, OLD])
    assert both.open(sealed) == b"told"
    assert Cipher([NEW]).open(both.renew(sealed)) == b"told"
    with pytest.raises(WrongKeyError):
        Cipher([NEW]).open(sealed)


def test_the_same_words_look_different_each_time() -> None:
    cipher = Cipher([NEW])
    assert cipher.seal(b"told") != cipher.seal(b"told")


def test_what_was_changed_by_one_letter_opens_no_more() -> None:
    sealed = Cipher([NEW]).seal(b"told")
    for place in range(len(sealed)):
        changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        with pytest.raises(WrongKeyError):
            Cipher([NEW]).open(changed)
