"""The world coming in: outlets' feeds, pages, lists and channels. Knows no SQL and no Telegram."""
