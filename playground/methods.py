"""Which method is answered by what. getUpdates is missing: it alone waits, so Telegram itself answers it."""

from collections.abc import Callable

from playground.asking import Asking
from playground.refusal import Json
from playground.sending import Sending

Result = Json | list[Json] | bool


def methods(sending: Sending, asking: Asking) -> dict[str, Callable[[Json], Result]]:
    """The methods by name; each takes checked arguments and gives the result or refuses."""
    return {
        "getMe": asking.get_me,
        "setWebhook": asking.set_webhook,
        "deleteWebhook": asking.delete_webhook,
        "getWebhookInfo": asking.get_webhook,
        "sendMessage": sending.send_message,
        "sendRichMessage": sending.send_rich_message,
        "sendPhoto": sending.send_photo,
        "sendDocument": sending.send_document,
        "editMessageText": sending.edit_text,
        "editMessageReplyMarkup": sending.edit_markup,
        "editMessageCaption": sending.edit_caption,
        "deleteMessage": sending.delete,
        "answerCallbackQuery": asking.answer_press,
        "answerInlineQuery": asking.answer_inline,
        "setMyCommands": asking.set_commands,
        "getMyCommands": asking.get_commands,
        "deleteMyCommands": asking.delete_commands,
        "setMyDescription": asking.set_description,
        "setMyShortDescription": asking.set_short_description,
        "setChatMenuButton": asking.set_menu_button,
        "sendChatAction": asking.chat_action,
        "getChat": asking.get_chat,
        "getChatMember": asking.get_member,
        "getChatAdministrators": asking.get_administrators,
        "getFile": asking.get_file,
        "leaveChat": asking.leave,
    }
