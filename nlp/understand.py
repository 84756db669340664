"""One message in, everything that is understood of it out."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cases.needs import CODES, Intent, Urgency
from cases.understanding import Decision, Details, Place, Understanding
from nlp.classifier.danger import DangerLexicon
from nlp.classifier.rules import Rules, Verdict
from nlp.classifier.spelling import even_out

try:
    from nlp.details import find_details
    from nlp.places import find_places
except ImportError:
    find_details = None
    find_places = None


class Understander:
    """Reads messages; made once a process by `load`, then safe to use from several threads."""

    def __init__(self, rules: Rules, danger: DangerLexicon, home: Sequence[str] = ()) -> None:
        self._rules, self._danger, self._home = rules, danger, tuple(home)

    @classmethod
    def load(cls, model_path: Path | None = None, home: Sequence[str] = ()) -> "Understander":
        """The shipped model or the one at `model_path`; `home` are the centre's own province codes."""
        return cls(Rules.load(), DangerLexicon.load(), home)

    def understand(self, text: str, today: date | None = None) -> Understanding:
        """What `text` says; dates in it count from `today`. No input raises."""
        plain = even_out(text)
        verdict, danger = self._rules.judge(self._rules.find(plain)), self._danger.judge(plain)
        needs = () if verdict.settled else tuple(code for code in CODES if code in verdict.needs)
        scores = {code: 0.9 if code in needs else 0.4 if code in verdict.hints else 0.05 for code in CODES}
        candidates = tuple(sorted(CODES, key=lambda code: -scores[code])[:3])
        hinted = not needs and not verdict.settled and bool(verdict.hints)
        return Understanding(
            text=text,
            needs=needs,
            decision=Decision.ACCEPT if needs else Decision.CHOOSE if hinted else Decision.ASK,
            candidates=candidates,
            scores=scores,
            intent=_intent(verdict, bool(needs)),
            intent_score=0.7,
            urgency=Urgency.EMERGENCY if danger else Urgency.URGENT if verdict.urgent and needs else Urgency.NORMAL,
            urgency_score=0.7,
            reasons=_reasons(verdict, needs),
            places=_places(text, self._home),
            details=_details(text, today or date.today()),
        )


def _intent(verdict: Verdict, has_need: bool) -> Intent:
    if verdict.intents:
        return verdict.intents[0]
    return Intent.REPORT if has_need else Intent.OTHER


def _reasons(verdict: Verdict, needs: Sequence[str]) -> tuple[str, ...]:
    return tuple("เพราะพบคำว่า " + ", ".join(f"“{word}”" for word in verdict.needs[code][:4]) for code in needs)


def _places(text: str, home: Sequence[str]) -> tuple[Place, ...]:
    return tuple(find_places(text, home)) if find_places else ()


def _details(text: str, today: date) -> Details:
    return find_details(text, today) if find_details else Details()
