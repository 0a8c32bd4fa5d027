# Дайджест и образец оформления

digest-stories = { $count ->
    [one] { $count } новость
    [few] { $count } новости
   *[many] { $count } новостей
}
digest-outlets = { $count ->
    [one] { $count } издание
    [few] { $count } издания
   *[many] { $count } изданий
}
digest-nothing = С прошлого дайджеста ничего нового.
button-digest-settings = Настройки дайджеста

rich-title = Вам это видно?
rich-text = Дайджест может приходить как газетная полоса: с заголовками, таблицами и новостями, которые раскрываются по нажатию.
rich-fold = Нажмите, чтобы раскрыть
rich-inside = Вот так: подробности свёрнуты, пока они не нужны.
column-country = Страна
column-stories = Новости
button-can-read = Да, мне видно
button-cannot-read = Выше ничего не видно
