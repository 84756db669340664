"""The only code that knows LINE: webhook, events, messenger, rendering, limits."""
