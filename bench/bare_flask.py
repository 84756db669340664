"""The floor to compare with: a Flask that answers "OK" and stores nothing."""

from flask import Flask

app = Flask(__name__)


@app.route("/callback", methods=["GET", "POST"])
def callback() -> str:
    """Answer at once."""
    return "OK"
