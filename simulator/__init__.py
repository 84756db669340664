"""A LINE platform on this machine, as strict as LINE, for any LINE bot: phones, webhooks, Messaging API.

It imports nothing of the project. `Simulator` (in `simulator.server`) starts one in a thread;
`python -m simulator --help` starts one from the shell; `simulator.control` describes its control API.
"""
