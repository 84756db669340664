"""What the bot does with what people say: dialogues, texts, use cases."""
