"""The folder of an organisation's own models: the present one, the one before, and the way back."""

from pathlib import Path

from nlp.classifier.model import SHIPPED, Model

_PRESENT, _BEFORE, _NEW = "model.npz", "model.previous.npz", "model.new.npz"


def present_model(folder: Path) -> Path:
    """The model file to load: the folder's own, or the shipped one where there is none."""
    own = folder / _PRESENT
    return own if own.exists() else SHIPPED


def promote(model: Model, folder: Path) -> Path:
    """Make `model` the present one and keep the one before. A crash leaves the old one or the new."""
    folder.mkdir(parents=True, exist_ok=True)
    model.save(folder / _NEW)
    if (folder / _PRESENT).exists():
        (folder / _BEFORE).write_bytes((folder / _PRESENT).read_bytes())
    return (folder / _NEW).replace(folder / _PRESENT)


def roll_back(folder: Path) -> Path:
    """Put back the model before the present one, or the shipped one where there was none; tells its file.

    FileNotFoundError if the folder holds no model of its own.
    """
    if (folder / _BEFORE).exists():
        (folder / _BEFORE).replace(folder / _PRESENT)
    else:
        (folder / _PRESENT).unlink()
    return present_model(folder)
