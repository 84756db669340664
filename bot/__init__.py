"""The assembled bot: settings, wiring, web app, worker, clock, command line."""
