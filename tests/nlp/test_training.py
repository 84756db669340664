"""A new model is taken into use only if the gate set does not get worse."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cases.needs import Intent, Urgency
from nlp.classifier.model import SHIPPED, Model
from nlp.classifier.reading import Reader
from nlp.corpus import GATE, WRITTEN, read
from nlp.evaluation import evaluate, report
from nlp.learning.examples import Examples
from nlp.learning.figures import figures
from nlp.learning.models import present_model
from nlp.training import Correction, is_worse, train

FEW = 150  # messages a writer, so that a training takes seconds
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
CORRECTION = Correction("กันสาดหน้าร้านค้าชุมชนโหว่", ("public_space",), Intent.REPORT, Urgency.NORMAL, "สมศรี", NOON)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    folder = tmp_path / "written"
    folder.mkdir()
    for writer in ("w1", "w2"):
        lines = (WRITTEN / f"{writer}.tsv").read_text(encoding="utf-8").splitlines()
        (folder / f"{writer}.tsv").write_text("\n".join(lines[:: len(lines) // FEW]), encoding="utf-8")
    return folder


def gate(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "gate.tsv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_a_model_that_does_no_worse_is_taken_into_use(tmp_path, written):
    easy = gate(tmp_path, "-\tsmalltalk\tnormal\tshort\tสวัสดีค่ะ ขอบคุณมากนะคะ")
    outcome = train(tmp_path / "models", [CORRECTION], written, easy)
    assert (outcome.promoted, outcome.corrections) == (True, 1)
    assert present_model(tmp_path / "models") == outcome.path != SHIPPED
    assert "taken into use" in outcome.render()


def test_a_model_that_does_worse_is_refused(tmp_path, written):
    outcome = train(tmp_path / "models", written=written, gate=GATE)
    assert not outcome.promoted
    assert present_model(tmp_path / "models") == outcome.path == SHIPPED
    assert "refused" in outcome.render()


def test_one_figure_that_fell_is_enough_to_be_worse_and_chance_is_not():
    messages = read(GATE)[:60]
    found = figures(Examples.read(messages, Reader.load()).judged_by(Model.load()))
    assert not is_worse(found, found)
    assert not is_worse(replace(found, macro_f1=found.macro_f1 - 0.001), found)
    assert is_worse(replace(found, false_acceptance=found.false_acceptance + 0.02), found)
    assert is_worse(replace(found, intent_accuracy=found.intent_accuracy - 0.02), found)


def test_a_labelled_file_is_measured_with_both_baselines_beside_the_model(tmp_path):
    file = tmp_path / "some.tsv"
    file.write_text("\n".join(GATE.read_text(encoding="utf-8").splitlines()[:80]), encoding="utf-8")
    found = evaluate(file)
    assert list(found.by_judge) == ["model", "plain TF-IDF", "plain rules"]
    assert found.by_judge["model"].macro_f1 > found.by_judge["plain TF-IDF"].macro_f1
    assert "worst errors" in report(found)
