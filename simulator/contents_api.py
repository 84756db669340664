"""The data host's endpoints for what people sent: the bytes, their preview, and whether they are ready."""

from http import HTTPStatus

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from simulator.line_api import platform
from simulator.refusals import Refused

contents_api = Blueprint("contents_api", __name__, url_prefix="/v2/bot/message/<message_id>/content")


@contents_api.get("")
def content(message_id: str) -> ResponseReturnValue:
    """The bytes themselves; 202 while LINE prepares them."""
    found = platform().contents.get(message_id)
    if found.state == "preparing":
        return Response(status=HTTPStatus.ACCEPTED)
    return Response(found.data, mimetype=found.mime)


@contents_api.get("/preview")
def preview(message_id: str) -> ResponseReturnValue:
    """A small picture of a photo or film."""
    found = platform().contents.get(message_id)
    if found.preview is None:
        raise Refused(400, "The content can not be previewed")
    if found.state == "preparing":
        return Response(status=HTTPStatus.ACCEPTED)
    return Response(found.preview, mimetype="image/jpeg")


@contents_api.get("/transcoding")
def transcoding(message_id: str) -> ResponseReturnValue:
    """Whether a sound or film is ready to be fetched."""
    found = platform().contents.get(message_id)
    if found.kind not in ("video", "audio"):
        raise Refused(400, "Transcoding status doesn't support this type of content")
    return {"status": "processing" if found.state == "preparing" else "succeeded"}
