# Операторы

health-title = Как идут дела
health-version = версия · запущено
health-sources = источников отвечает
health-reports = сообщений за последний час
health-understood = последнее разобрано
health-chats = чатов · подписок
health-outbox = ждут отправки (самое старое)
health-sent = отправлено · не удалось за час
health-dead = отправить не получилось совсем
health-silent = Молчащие источники
health-errors = Последние ошибки

broadcast-ask = { $count ->
    [one] Отправить это в { $count } чат?
    [few] Отправить это в { $count } чата?
   *[many] Отправить это в { $count } чатов?
}
button-broadcast = Отправить: { $count }
broadcast-done = { $count ->
    [one] Отправляется в { $count } чат.
    [few] Отправляется в { $count } чата.
   *[many] Отправляется в { $count } чатов.
}
broadcast-how = /broadcast с текстом сначала покажет его вам, а потом отправит всем: /broadcast Сегодня с 22:00 до 23:00 я буду молчать.

needs-outbox = Отправка отстаёт.
needs-sources = Замолчало сразу большинство источников: может быть, дело в нашей сети?
needs-dead = Сообщение не удалось отправить после всех попыток.
needs-intake = Давно не разобрано ни одного сообщения.
needs-ended = Источник больше не опрашивается: он закрыт навсегда или присылает то, что вредит читающему.
needs-since = С какого времени:
