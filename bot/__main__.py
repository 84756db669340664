"""`python -m bot` is `khotto`."""

from bot.cli.main import main

main()
