"""How a reply looks in LINE: texts, and cards as Flex bubbles with large buttons."""

from collections.abc import Sequence
from typing import Any

from bot.line.limits import fit
from cases.policy import THAI_TIME
from cases.replies import Button, Card, Cards, Link, PickTime, Reply, ShareLocation, TakePhoto, Tap, Text

Message = dict[str, Any]

GREEN, RED, INK, GREY = "#0B7A4B", "#C62828", "#1F2937", "#6B7280"


def render(replies: Sequence[Reply]) -> list[Message]:
    """LINE messages for some replies, within LINE's limits; TooBig where that is impossible."""
    return fit([_message(reply) for reply in replies])


def _message(reply: Reply) -> Message:
    match reply:
        case Text():
            message: Message = {"type": "text", "text": reply.text}
        case Card():
            message = {"type": "flex", "altText": _alt_text(reply), "contents": _bubble(reply)}
        case Cards():
            bubbles = [_bubble(card) for card in reply.cards]
            message = {
                "type": "flex",
                "altText": reply.summary,
                "contents": {"type": "carousel", "contents": bubbles},
            }
    if reply.choices:
        message["quickReply"] = {"items": [{"type": "action", "action": _action(b)} for b in reply.choices]}
    return message


def _alt_text(card: Card) -> str:
    """What the notification and old devices show: the words of the card, buttons apart."""
    rows = [f"{label}: {value}" for label, value in card.rows]
    return "\n".join([card.title, *([card.text] if card.text else []), *rows])


def _bubble(card: Card) -> Message:
    body = [_text(card.title, weight="bold", size="lg", color=RED if card.alarm else GREEN)]
    if card.text:
        body.append(_text(card.text, color=INK, margin="md"))
    if card.rows:
        rows = [_row(label, value) for label, value in card.rows]
        body.append({"type": "box", "layout": "vertical", "spacing": "sm", "margin": "lg", "contents": rows})
    bubble: Message = {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": body}}
    if card.buttons:
        buttons = [_button(button, card.alarm) for button in card.buttons]
        bubble["footer"] = {"type": "box", "layout": "vertical", "spacing": "sm", "contents": buttons}
    return bubble


def _row(label: str, value: str) -> Message:
    contents = [
        _text(label, color=GREY, size="sm", flex=3),
        _text(value or "–", color=INK, size="md", flex=5),
    ]
    return {"type": "box", "layout": "baseline", "spacing": "sm", "contents": contents}


def _text(text: str, **style: Any) -> Message:
    return {"type": "text", "text": text, "wrap": True} | style


def _button(button: Button, alarm: bool) -> Message:
    strong = isinstance(button, Link) if alarm else isinstance(button, Tap) and button.strong
    look = {"style": "primary", "color": RED if alarm else GREEN} if strong else {"style": "secondary"}
    return {"type": "button", "height": "sm", "action": _action(button), "adjustMode": "shrink-to-fit"} | look


def _action(button: Button) -> Message:
    match button:
        case Tap():
            action = {"type": "postback", "label": button.label, "data": button.data}
            return action | {"displayText": button.shown or button.label}
        case Link():
            return {"type": "uri", "label": button.label, "uri": button.uri}
        case ShareLocation():
            return {"type": "location", "label": button.label}
        case TakePhoto():
            return {"type": "cameraRoll" if button.album else "camera", "label": button.label}
        case PickTime():
            action = {
                "type": "datetimepicker",
                "label": button.label,
                "data": button.data,
                "mode": "datetime",
            }
            if button.earliest:
                action["min"] = button.earliest.astimezone(THAI_TIME).strftime("%Y-%m-%dT%H:%M")
            return action
