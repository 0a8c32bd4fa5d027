"""Settings: every variable the house reads, from the environment or `.env`. Read on the top floor only."""

from datetime import time
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

VERSION = "0.1.0"
PROJECT_URL = "https://github.com/chapar-bot/chapar"


class Settings(BaseSettings):
    """What an operator may decide. `.env.example` explains each; a test compares the two."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    telegram_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    database_url: str = "sqlite+aiosqlite:///data/chapar.db"
    backup_dir: str = ""
    backup_keep: Annotated[int, Field(gt=0)] = 24
    sources: str = "feeds/sources.toml"
    words: str = ""
    user_agent: str = f"Chapar/{VERSION} (+{PROJECT_URL})"
    feeds_allow_private: bool = False
    poll_seconds: Annotated[float, Field(gt=0)] = 900.0
    admin_ids: Annotated[tuple[int, ...], NoDecode] = ()
    default_timezone: str = "Asia/Tashkent"
    digest_time: time = time(8, 0)
    send_per_second: Annotated[float, Field(gt=0)] = 28.0
    send_per_chat_seconds: Annotated[float, Field(ge=0)] = 1.0
    send_per_group_minute: Annotated[int, Field(gt=0)] = 20
    paid_broadcast: bool = False
    llm_url: str = ""
    llm_model: str = ""
    llm_key: SecretStr = SecretStr("")
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    public_url: str = ""
    listen: str = "127.0.0.1:8080"

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _comma_separated(cls, value: object) -> object:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )
