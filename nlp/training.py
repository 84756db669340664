"""Training the model anew and taking it into use, or going back."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nlp import corpus
from nlp.classifier.model import Model
from nlp.classifier.reading import Reader
from nlp.learning.corrections import Correction, as_messages
from nlp.learning.examples import Examples
from nlp.learning.figures import Figures, figures
from nlp.learning.fitting import fit
from nlp.learning.models import present_model, promote, roll_back
from nlp.learning.report import table

__all__ = ["Correction", "Outcome", "present_model", "roll_back", "train"]

SLACK = 0.005  # of a share; a gate set of some hundred messages tells no smaller difference from chance


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a training: both models' figures on the gate set, and whether the new one was taken."""

    trained_on: int
    corrections: int
    old: Figures
    new: Figures
    promoted: bool
    path: Path  # the model that is in use now

    def render(self) -> str:
        """For a terminal."""
        verdict = "taken into use" if self.promoted else "refused: it does worse on the gate set; the old one stays"
        return "\n".join(
            [
                f"trained on {self.trained_on} messages, {self.corrections} of them corrections",
                table({"present": self.old, "new": self.new}),
                f"the new model is {verdict} ({self.path})",
            ]
        )


def train(folder: Path, corrections: Iterable[Correction] = (), gate: Path = corpus.GATE) -> Outcome:
    """Train on written messages and corrections; take the model into use unless it does worse on the gate.

    `folder` is where the organisation's own models are kept. Takes one or two minutes on two cores.
    """
    reader = Reader.load()
    written = corpus.training_messages(gate=gate)
    corrected = as_messages(corrections, written)
    model = fit(Examples.read([*written, *corrected], reader))
    frozen = Examples.read(corpus.read(gate), reader)
    old, new = (figures(frozen.judged_by(each)) for each in (Model.load(present_model(folder)), model))
    promoted = not is_worse(new, old)
    path = promote(model, folder) if promoted else present_model(folder)
    return Outcome(len(written) + len(corrected), len(corrected), old, new, promoted, path)


def is_worse(new: Figures, old: Figures) -> bool:
    """Whether a model lost where it matters: needs, messages without one, emergencies, intents."""
    return (
        new.macro_f1 < old.macro_f1 - SLACK
        or new.false_acceptance > old.false_acceptance + SLACK
        or new.emergency.recall < old.emergency.recall - SLACK
        or new.intent_accuracy < old.intent_accuracy - SLACK
    )
