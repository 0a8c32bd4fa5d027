"""Logs: fields on standard error, with no token and no chat text in them."""

import logging
import re
import sys
from collections import deque
from datetime import UTC, datetime

import structlog

from settings import Settings

QUIET = (
    "alembic",
    "httpx",
    "httpcore",
    "apscheduler",
    "telegram",
    "trafilatura",
    "aiosqlite",
    "uvicorn",
    "asyncio",
)


class Redact(logging.Filter):
    """Takes secrets out of whatever anybody logs; httpx writes the token into every address."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        """These strings never appear."""
        super().__init__()
        known = "|".join(re.escape(secret) for secret in secrets if secret)
        self._secrets = re.compile(known or r"(?!)", re.IGNORECASE)  # the library lowers what Telegram says

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record when it holds a secret."""
        text = record.getMessage()
        if record.exc_info:
            text += "\n" + logging.Formatter().formatException(record.exc_info)
            record.exc_info = None
        text = self._secrets.sub("***", text)
        record.msg, record.args, record.exc_text = text, None, None
        return True


class Recent(logging.Handler):
    """Keeps the last errors for operators to look at."""

    def __init__(self, most: int = 20) -> None:
        """So many are kept."""
        super().__init__(logging.ERROR)
        self.kept: deque[tuple[datetime, str]] = deque(maxlen=most)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the first line: what broke, not where."""
        first = record.getMessage().partition("\n")[0]
        self.kept.appendleft((datetime.fromtimestamp(record.created, UTC), first))


recent = Recent()


def configure(settings: Settings) -> None:
    """Send everything to standard error, once, redacted."""
    secrets = (settings.telegram_token, settings.webhook_secret, settings.llm_key)
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Redact(tuple(secret.get_secret_value() for secret in secrets)))
    handler.setFormatter(logging.Formatter("%(message)s"))
    recent.addFilter(Redact(tuple(secret.get_secret_value() for secret in secrets)))
    logging.basicConfig(level=logging.INFO, handlers=[handler, recent], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # This one quotes broken answers whole, with what was said to a person.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a slow poll skips ticks: that is the plan
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
