"""The two printers of a Message: the only place that escapes and cuts. Limits are the Bot API's of 10.3."""

from views.plain import PlainPrint, plain
from views.rich import RichPrint, rich

__all__ = ["PlainPrint", "RichPrint", "plain", "rich"]
