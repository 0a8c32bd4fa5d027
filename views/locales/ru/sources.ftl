# Источники: почему один молчит; свои

silent-missing = страницы больше нет
silent-refused = не пускает меня
silent-busy = просит заходить реже
silent-server = сервер не работает
silent-slow = отвечает слишком долго
silent-unreachable = связаться не удаётся
silent-unreadable = прочитать нечего
silent-heavy = присылает слишком много, читать небезопасно
silent-channel = такого открытого канала нет
silent-address = это не открытый адрес в интернете
silent-other = не отвечает

source-feed = лента
source-page = страница
source-json = страница
source-channel = канал
source-looking = Смотрю, что там: { $url }
source-preview = Последнее оттуда:
source-preview-none = Источник на месте, но новостей пока не показывает.
source-choose = На этом сайте несколько лент. Пришлите ту, что нужна:
source-added = Теперь читаю «{ $name }». Уже вышедшее можно найти поиском, а приходить будет только новое.
source-known = «{ $name }» я уже читаю. Делать ничего не нужно: /search находит и его.
source-refused = Не получилось прочитать
source-how = Пришлите /addsource с адресом ленты, сайта или открытого канала, например /addsource https://example.com или /addsource t.me/channel
source-too-many = { $limit ->
    [one] У вас { $limit } свой источник, больше читать для вас не могу. Удалите его, чтобы освободить место.
    [few] У вас { $limit } своих источника, больше читать для вас не могу. Удалите один, чтобы освободить место.
   *[many] У вас { $limit } своих источников, больше читать для вас не могу. Удалите один, чтобы освободить место.
}
source-mine = Ваши источники
source-none = Своих источников у вас нет.
source-remove-ask = Больше не читать «{ $name }»? Уже вышедшее останется в архиве.
source-dead = Ваш источник «{ $name }» давно молчит: { $why }. Перестать его спрашивать?
button-add-source = Читать
button-own-sources = Мои источники
button-no = Нет
