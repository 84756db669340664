"""The figures as text for a terminal or a page."""

from collections.abc import Iterable, Iterator, Mapping

from nlp.classifier.decisions import Answer
from nlp.corpus import Message
from nlp.learning.examples import Judged
from nlp.learning.figures import Figures, Score

_WIDTH = 22


def table(by_judge: Mapping[str, Figures]) -> str:
    """The main figures of several judges side by side, one row a figure."""
    rows: list[tuple[str, list[float]]] = [
        ("macro-F1 of needs", [f.macro_f1 for f in by_judge.values()]),
        ("top-1 need", [f.top1 for f in by_judge.values()]),
        ("top-3 need", [f.top3 for f in by_judge.values()]),
        ("needs accepted", [f.accepted for f in by_judge.values()]),
        ("false acceptance", [f.false_acceptance for f in by_judge.values()]),
        ("intent accuracy", [f.intent_accuracy for f in by_judge.values()]),
        ("urgency macro-F1", [f.urgency_f1 for f in by_judge.values()]),
        ("emergency recall", [f.emergency.recall for f in by_judge.values()]),
        ("emergency precision", [f.emergency.precision for f in by_judge.values()]),
        ("calibration error", [f.calibration_error for f in by_judge.values()]),
    ]
    head = f"{'':<{_WIDTH}}" + "".join(f"{name:>14}" for name in by_judge)
    return "\n".join([head, *(f"{name:<{_WIDTH}}" + "".join(f"{v:>14.3f}" for v in values) for name, values in rows)])


def full_report(found: Figures, errors: Iterable[Judged]) -> str:
    """Everything about one judge."""
    sections = [
        f"{found.total} messages",
        _scores("need", found.needs),
        _scores("intent", found.intents),
        _scores("urgency", found.urgencies),
        "\n".join(["calibration of need scores: said, true, how many", *_bins(found)]),
        "\n".join(["style                 n   top-1  false-acc.  intent  urgency", *_styles(found)]),
        "\n".join(["needs taken for others (true, said, how often)", *_pairs(found.need_confusion.most_common(12))]),
        "\n".join(["intents taken for others (true, said, how often)", *_pairs(found.confusion.most_common(12))]),
        "\n".join(["worst errors", *(_error(*judged) for judged in errors)]),
    ]
    return "\n\n".join(sections)


def _scores(kind: str, scores: Mapping[str, Score]) -> str:
    head = f"{kind:<{_WIDTH}}{'precision':>10}{'recall':>10}{'F1':>10}{'support':>10}"
    rows = (
        f"{n:<{_WIDTH}}{s.precision:>10.3f}{s.recall:>10.3f}{s.f1:>10.3f}{s.support:>10}" for n, s in scores.items()
    )
    return "\n".join([head, *rows])


def _bins(found: Figures) -> Iterator[str]:
    return (f"{each.mean_score:>8.3f}{each.share_true:>8.3f}{each.total:>8}" for each in found.calibration)


def _styles(found: Figures) -> Iterator[str]:
    for name, style in found.styles.items():
        numbers = f"{style.top1:>8.3f}{style.false_acceptance:>12.3f}{style.intent:>8.3f}{style.urgency:>9.3f}"
        yield f"{name or '(none)':<16}{style.total:>7}{numbers}"


def _pairs(pairs: Iterable[tuple[tuple[str, str], int]]) -> Iterator[str]:
    return (f"{true:<20}{said:<20}{count:>6}" for (true, said), count in pairs)


def _error(message: Message, answer: Answer) -> str:
    true = f"{'+'.join(message.needs) or '-'} {message.intent} {message.urgency}"
    said = f"{'+'.join(answer.needs) or '-'} {answer.intent} {answer.urgency}"
    sure = ", ".join(f"{code} {answer.scores[code]:.2f}" for code in answer.candidates[:2])
    text = " ".join(message.text.split())
    where = f"{message.writer}:{message.line} " if message.line else ""
    return f"{where}true {true} | said {said} ({sure})\n    {text}"
