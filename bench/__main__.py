"""`python -m bench [webhook] [reply] [nlp]`: all benchmarks, or those named."""

import sys

from bench import nlp, reply, webhook

BENCHMARKS = {"nlp": nlp.run, "webhook": webhook.run, "reply": reply.run}

for name in sys.argv[1:] or BENCHMARKS:
    print(f"== {name}", flush=True)
    BENCHMARKS[name]()
