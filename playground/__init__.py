"""The bot without a token: an in-process Telegram, strict as the real one, and a chat page in the browser."""
