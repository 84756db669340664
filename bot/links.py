"""Signed web addresses: each lets one person see one case, for some days."""

from itsdangerous import BadSignature, URLSafeTimedSerializer

_LIVES = 30 * 24 * 3600  # seconds
_PURPOSE = "khotto case page"


class CaseLinks:
    """Makes and reads the tokens in links to case pages."""

    def __init__(self, secret_keys: tuple[str, ...], base_url: str) -> None:
        self._signer = URLSafeTimedSerializer(list(reversed(secret_keys)), salt=_PURPOSE)  # the last one signs
        self._base_url = base_url

    def address(self, case_id: int, person_id: int) -> str:
        """A web address for one person and one case."""
        return f"{self._base_url}/console/cases/{self._signer.dumps([case_id, person_id])}"

    def read(self, token: str) -> tuple[int, int] | None:
        """The case and the person of a token; None for a wrong or an old one."""
        try:
            case_id, person_id = self._signer.loads(token, max_age=_LIVES)
            return int(case_id), int(person_id)
        except (BadSignature, ValueError, TypeError, OverflowError):
            return None
