"""`python -m bench [webhook] [reply] [workers] [nlp]`: all benchmarks, or those named."""

import sys

from bench import nlp, reply, webhook, workers

BENCHMARKS = {"nlp": nlp.run, "webhook": webhook.run, "reply": reply.run, "workers": workers.run}

for name in sys.argv[1:] or BENCHMARKS:
    print(f"== {name}", flush=True)
    BENCHMARKS[name]()
