# Первые шаги, подписки, настройки, помощь

start-hello = Чапар приносит отраслевые новости Центральной Азии и Каспия: каждую новость один раз, с цифрами и источником, сколько бы изданий о ней ни писали.
about-short = Отраслевые новости Центральной Азии и Каспия: каждая один раз, с цифрами и источником.
start-countries = Какая страна?
start-sectors = Какая отрасль?
start-often = Как часто?
start-all-countries = Все страны
start-all-sectors = Все отрасли
start-more-countries = + ещё страна
start-more-sectors = + ещё отрасль
start-next = Дальше ▸
started-now = Готово. Новости по теме «{ $query }» будут приходить сразу.
started-daily = Готово. Новости по теме «{ $query }» будут приходить одним дайджестом каждый день в { $time }.
started-weekly = Готово. Новости по теме «{ $query }» будут приходить одним дайджестом раз в неделю: { $day }, { $time }.
started-latest = А вот последнее:
started-nothing = Показать пока нечего. Первая новость уже в пути.
how-now = Сразу
how-daily = Дайджест каждый день
how-weekly = Дайджест раз в неделю

subscriptions-title = Ваши подписки
subscriptions-none = Подписок пока нет. Выберите тему или найдите что-нибудь, например /search торговля, и нажмите «Подписаться».
subscriptions-stopped = Сейчас всё на паузе.
subscription-paused = на паузе
subscribed-new = Вы подписаны. Как часто присылать?
subscribed-known = На это вы уже подписаны.
remove-ask = Удалить подписку «{ $query }»?
stopped = Тишина: все подписки на паузе. Ничего не потеряно, продолжить можно кнопкой.
resumed = С возвращением! Подписки снова работают.
button-choose = Выбрать страны и отрасли
button-stop = Приостановить всё
button-pause = Пауза
button-resume = Возобновить
button-resume-all = Продолжить
button-remove = Удалить
button-keep = Оставить
button-all-subscriptions = Все подписки
button-subscriptions = Подписки
button-topics = Темы
button-settings = Настройки
button-help = Помощь

settings-title = Настройки
settings-language = Язык
settings-zone = Часовой пояс
settings-quiet = Тихие часы
settings-pictures = Картинки
settings-layout = Оформление
settings-digest = Дайджест
on = да
off = нет
layout-plain = простое
layout-rich = газетное
button-pictures-on = С картинками
button-pictures-off = Без картинок
button-layout-rich = Как газета…
button-layout-plain = Попроще
button-delete = Стереть данные
button-back-settings = ◂ Настройки
language-ask = На каком языке мне говорить?
zones-ask = Нажмите на свой город, напишите /settings и его название или пришлите мне геопозицию.
zone-set = Хорошо: { $city }. Дайджест будет приходить в { $time } по местному времени.
quiet-none = Без тихих часов
quiet-text = В эти часы я молчу, а утром присылаю всё одним сообщением.
digest-hour = Время
digest-label-daily = Ежедневно
digest-label-weekly = Еженедельно
digest-text = Сюда входят подписки, которые приходят раз в день или раз в неделю.
digest-waiting = { $count ->
    [0] Для следующего пока ничего нет.
    [one] Следующего ждёт { $count } новость.
    [few] Следующего ждут { $count } новости.
   *[many] Следующего ждут { $count } новостей.
}
every-day = каждый день
button-digest-now = Дайджест сейчас
button-all-daily = Всё раз в день
button-all-weekly = Всё раз в неделю

sources-title = Издания
sources-count = Отвечают { $well } из { $count }.
sources-heard = ответ { $ago }
sources-reports = { $count ->
    [one] { $count } сообщение
    [few] { $count } сообщения
   *[many] { $count } сообщений
}
sources-seldom = пишет редко, заглядываю раз в { $hours } ч
sources-patient = спрошу снова через { $hours } ч
sources-never = ещё не отвечало

delete-ask = Стереть всё, что я храню об этом чате: подписки, настройки, сохранённые новости? Вернуть их будет нельзя.
button-delete-yes = Да, стереть всё
button-delete-no = Нет, оставить
deleted = Стёрто. Об этом чате я больше ничего не знаю. Начать заново: /start

help-text = Я читаю издания Центральной Азии и Каспия и рассказываю каждую новость один раз. Напишите пару слов, чтобы найти новости, и нажмите «Подписаться», чтобы получать их и дальше.
command-start = выбрать страны и отрасли
command-search = поиск по архиву
command-latest = самые свежие новости
command-topics = обзор по странам и отраслям
command-trending = о чём стали писать больше
command-saved = сохранённые новости
command-topic = отрасль или тема: /topic химия
command-country = страна: /country tm
command-between = две страны: /between tm uz
command-health = как идут дела
command-broadcast = написать всем
command-adopt = открыть чей-то источник всем
command-channels = публиковать подписки в канале
command-export = ответы файлом: /export газ
command-opml = ваши источники списком
command-subscribe = подписаться на запрос
command-subscriptions = подписки: пауза, доставка, удаление
command-digest = дайджест сейчас и когда он приходит
command-settings = язык, часовой пояс, тихие часы, оформление
command-sources = издания, которые я читаю
command-addsource = читать свой источник: /addsource example.com
command-removesource = свои источники: посмотреть, убрать
command-help = как всё устроено
command-stop = поставить всё на паузу
command-deleteme = стереть всё о вас

queries-title = Как искать
queries-1 = экспорт газа — оба слова, в любой форме, на любом языке и любым письмом
queries-2 = "средний коридор" — эти слова рядом
queries-3 = карбамид OR аммиак — одно из них
queries-4 = газ -цена — без этого слова
queries-5 = удобр* — слова с таким началом
queries-6 = country:tm sector:chemicals — по стране и отрасли; ещё есть topic:
queries-7 = between:tm,uz — о двух странах сразу
queries-8 = lang:ru source:gazeta.uz — один язык, одно издание
queries-9 = since:7d after:2026-01-01 — по дате
queries-10 = has:figures sort:new — с цифрами, сначала новые
