# Сюжет и то, что за ним стоит

button-read = Читать
button-open = Открыть
button-open-story = К новости
button-background = Контекст
button-related = Похожее
button-save = Сохранить
button-mute = Не следить
button-saved = ✓ Сохранено
button-muted = ✓ Не слежу
button-why = Почему это?
button-more = Дальше ▾
button-plain = Вернуть простые сообщения

story-outlets-more = и ещё { $count }
story-source = источник: { $name }
story-source-owned = источник: { $name } ({ $owner })
ownership-state = государственный
ownership-independent = независимый
story-matched = Ваша подписка: { $query }
corrected-mark = Исправлено
corrected = было { $was }, стало { $now }
differ = Издания расходятся

ago-now = только что
ago-minutes = { $count } мин назад
ago-hours = { $count } ч назад
ago-days = { $count ->
    [one] { $count } день назад
    [few] { $count } дня назад
   *[many] { $count } дней назад
}

bundle-title = { $count ->
    [one] { $count } новость за тихие часы
    [few] { $count } новости за тихие часы
   *[many] { $count } новостей за тихие часы
}
background-title = Контекст
background-earlier = Раньше
background-since = Что было потом
background-none = Более ранних сообщений об этом у нас нет.
related-title = Похожие новости
related-none = Похожего в архиве пока нет.
why-alert = Новость подошла под вашу подписку «{ $query }».
why-labels = Что я в ней увидел:
why-told = Кто и когда сообщил:
why-same = совпадает: { $what }
why-unknown = Вы открыли её сами: подписка тут ни при чём.

query-everything = Все новости
query-or = или
query-without = кроме: { $what }
query-days = { $count ->
    [one] за { $count } день
    [few] за { $count } дня
   *[many] за { $count } дней
}
query-hours = { $count ->
    [one] за { $count } час
    [few] за { $count } часа
   *[many] за { $count } часов
}
query-after = с { $day }
query-before = до { $day }
query-figures = с цифрами
query-new = сначала новые

period-quarter = { $number } кв. { $year }
period-half = { $number }-е полугодие { $year }
