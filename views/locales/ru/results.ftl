# Поиск и обзор

quoted = «{ $text }»
results-count = { $count ->
    [one] { $count } новость
    [few] { $count } новости
   *[many] { $count } новостей
}
results-at-least = { $count ->
    [one] больше { $count } новости
   *[many] больше { $count } новостей
}
results-page = { $page } из { $pages }
results-none = По запросу { $query } ничего не нашлось.
results-try = Попробуйте меньше слов, другое написание или страну: country:uz газ.
results-meant = Может быть, что-то из этого?
button-alert = Подписаться
button-alert-later = Сообщить, когда появится
button-queries = Как искать

latest-title = Последнее
latest-none = Новостей пока нет: первые появятся через несколько минут.

problem-too-long = Запрос слишком длинный: учтено только его начало.
problem-or-alone = У OR должно что-то стоять с обеих сторон (место { $place }).
problem-not-alone = После минуса нужно слово (место { $place }).
problem-close-alone = Лишняя закрывающая скобка (место { $place }).
problem-open-alone = Скобка не закрыта (место { $place }).
problem-too-deep = Слишком много вложенных скобок (место { $place }).
problem-too-many = Слишком много слов: начиная с «{ $text }» они не учтены.
problem-empty-group = Внутри скобок ничего нет (место { $place }).
problem-star = Звёздочка заменяет конец одного слова, после хотя бы двух букв: { $text }
problem-quote-open = Кавычка не закрыта: { $text }
problem-date-everywhere = Дата и порядок относятся ко всему запросу: «{ $text }» нельзя исключить или дать на выбор.
problem-nothing-in-it = В «{ $text }» нечего искать.
problem-no-value = После двоеточия ничего нет: { $text }
problem-unknown-field = Поля «{ $text }» я не знаю.
problem-unknown-country = Страну «{ $text }» я не знаю.
problem-unknown-sector = Отрасль «{ $text }» я не знаю.
problem-unknown-topic = Тему «{ $text }» я не знаю.
problem-unknown-lang = Язык «{ $text }» я не знаю.
problem-unknown-date = Дату «{ $text }» прочитать не получается.
problem-unknown-sort = Сортировать можно по best (лучшие) или new (новые), но не по «{ $text }».
problem-unknown-has = Того, о чём спрашивает «{ $text }», в новостях не бывает.
problem-hint = Может быть, { $suggestion }?

topics-title = О чём пишут
topics-days = { $days ->
    [one] Новости за последний { $days } день. Нажмите на страну или отрасль.
    [few] Новости за последние { $days } дня. Нажмите на страну или отрасль.
   *[many] Новости за последние { $days } дней. Нажмите на страну или отрасль.
}
topics-none = За эти дни новостей здесь нет.
topic-total = { $count ->
    [one] { $count } новость
    [few] { $count } новости
   *[many] { $count } новостей
} { $days ->
    [one] за последний { $days } день
    [few] за последние { $days } дня
   *[many] за последние { $days } дней
}
button-show = Показать новости
trending-title = Что растёт
trending-text = { $days ->
    [one] Последний { $days } день по сравнению с обычным.
    [few] Последние { $days } дня по сравнению с обычными.
   *[many] Последние { $days } дней по сравнению с обычными.
}
trending-none = Ничего особенного: новостей столько же, сколько обычно.
trending-new = ▲ новое
column-what = О чём
column-week = Сейчас
column-usual = Обычно
column-rise = Рост

export-done = { $count ->
    [one] { $query }: { $count } сообщение с цифрами.
    [few] { $query }: { $count } сообщения с цифрами.
   *[many] { $query }: { $count } сообщений с цифрами.
}
export-cut = Это лучшие { $count } из { $total }. Чтобы получить остальные, сузьте запрос, например добавьте since:30d.
export-how = /export с запросом пришлёт сообщения таблицей с цифрами, до { $count } строк: /export country:tm газ
