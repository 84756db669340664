"""Every dialogue by its name."""

from handlers.dialogues.announce import ANNOUNCE
from handlers.dialogues.consent import CONSENT
from handlers.dialogues.desk import ANSWER, CORRECT_NEEDS
from handlers.dialogues.intake import INTAKE
from handlers.dialogues.my_case import ADD, WITHDRAW
from handlers.dialogues.sign_up import SIGN_UP
from handlers.dialogues.visit import CANNOT, HELP, VISIT
from handlers.engine.dialogue import Dialogue

DIALOGUES: dict[str, Dialogue] = {
    dialogue.name: dialogue
    for dialogue in (
        CONSENT,
        INTAKE,
        ADD,
        WITHDRAW,
        SIGN_UP,
        VISIT,
        HELP,
        CANNOT,
        ANSWER,
        CORRECT_NEEDS,
        ANNOUNCE,
    )
}
