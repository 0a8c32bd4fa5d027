# Ilkinji ädimler, abunalar, sazlamalar, kömek

start-hello = Çapar Merkezi Aziýanyň we Hazaryň senagat habarlaryny getirýär: näçe neşir ýazsa-da, her habar bir gezek, sanlary we çeşmesi bilen gelýär.
start-countries = Haýsy ýurt?
start-sectors = Haýsy pudak?
start-often = Näçe wagtdan bir?
start-all-countries = Ähli ýurtlar
start-all-sectors = Ähli pudaklar
start-more-countries = + ýene ýurt
start-more-sectors = + ýene pudak
start-next = Indiki ▸
started-now = Taýýar. “{ $query }” boýunça habarlar derrew geler.
started-daily = Taýýar. “{ $query }” boýunça habarlar her gün sagat { $time } bir daýjestde geler.
started-weekly = Taýýar. “{ $query }” boýunça habarlar hepdede bir gezek bir daýjestde geler: { $day }, { $time }.
started-latest = Ine, iň täzeleri:
started-nothing = Häzir görkezere zat ýok. Ilkinji habar ýolda.
how-now = Derrew
how-daily = Gündelik daýjest
how-weekly = Hepdelik daýjest

subscriptions-title = Abunalaryňyz
subscriptions-none = Heniz abunaňyz ýok. Tema saýlaň ýa-da bir zat gözläň, mysal üçin /search söwda, soňra “Abuna ýazylmak” düwmesine basyň.
subscriptions-stopped = Häzir hemmesi togtadylan.
subscription-paused = togtadylan
subscribed-new = Abuna ýazyldyňyz. Haçan ibereýin?
subscribed-known = Muňa eýýäm abuna ýazylypsyňyz.
remove-ask = “{ $query }” abunasyny aýyraýynmy?
stopped = Ümsümlik: ähli abunalaryňyz togtadyldy. Hiç zat ýitmedi, dowam etmek üçin düwmä basyň.
resumed = Gaýdyp geleniňize begendim! Abunalaryňyz ýene işleýär.
button-pause = Togtatmak
button-resume = Dowam etmek
button-resume-all = Dowam etmek
button-remove = Aýyrmak
button-keep = Galsyn
button-all-subscriptions = Ähli abunalar
button-subscriptions = Abunalar
button-topics = Temalar
button-settings = Sazlamalar
button-help = Kömek

settings-title = Sazlamalar
settings-language = Dil
settings-zone = Sagat guşagy
settings-quiet = Ümsüm sagatlar
settings-pictures = Suratlar
settings-layout = Görnüş
settings-digest = Daýjest
on = bar
off = ýok
layout-plain = ýönekeý
layout-rich = gazet ýaly
button-pictures-on = Suratly
button-pictures-off = Suratsyz
button-layout-rich = Gazet ýaly…
button-layout-plain = Ýönekeý görnüş
button-delete = Hemmesini pozmak
button-back-settings = ◂ Sazlamalar
language-ask = Haýsy dilde gepleýin?
zones-ask = Şäheriňize basyň, /settings bilen şäheriň adyny ýazyň ýa-da maňa ýerleşýän ýeriňizi iberiň.
zone-set = Bolýar: { $city }. Daýjest ýerli wagt bilen sagat { $time } geler.
quiet-none = Ümsüm sagatlarsyz
quiet-text = Bu sagatlarda hiç zat ibermeýärin, irden hemmesi bir habar bolup geler.
digest-hour = Wagty
digest-label-daily = Gündelik daýjestiň günleri
digest-label-weekly = Hepdelik daýjestiň güni
digest-text = Oňa her gün ýa-da her hepde gelýän abunalar girýär.
digest-waiting = { $count ->
    [0] Indikisi üçin heniz hiç zat ýok.
   *[other] Indikisine { $count } habar garaşýar.
}
every-day = her gün
button-digest-now = Daýjest häzir
button-all-daily = Hemmesi gündelik
button-all-weekly = Hemmesi hepdelik

sources-title = Neşirler
sources-count = { $count } neşirden { $well } sanysy jogap berýär.
sources-reports = { $count } habar
sources-seldom = seýrek ýazýar, { $hours } sagatda bir seredýärin
sources-patient = { $hours } sagatdan soň ýene soraryn
sources-never = heniz jogap bermedi

delete-ask = Bu çat barada saklaýan hemme zadym — abunalar, sazlamalar, saklanan habarlar pozulsynmy? Olary yzyna gaýtaryp bolmaz.
button-delete-yes = Hawa, hemmesi pozulsyn
button-delete-no = Ýok, galsyn
deleted = Pozuldy. Indi bu çat barada hiç zat bilemok. Täzeden başlamak: /start

help-text = Men Merkezi Aziýanyň we Hazaryň neşirlerini okaýaryn we her habary bir gezek aýdýaryn. Gözlemek üçin birki söz ýazyň, habarlar gelip dursun diýseňiz, “Abuna ýazylmak” düwmesine basyň.
command-start = ýurtlary we pudaklary saýlamak
command-search = arhiwden gözlemek
command-latest = iň täze habarlar
command-topics = ýurtlar we pudaklar boýunça gözden geçirmek
command-saved = saklanan habarlar
command-topic = pudak ýa-da mowzuk: /topic himiýa
command-country = ýurt: /country tm
command-between = iki ýurt: /between tm uz
command-health = işler nähili
command-broadcast = hemmelere ýazmak
command-subscribe = soraga abuna ýazylmak
command-subscriptions = abunalar: togtatmak, üýtgetmek, aýyrmak
command-digest = daýjest häzir we onuň wagty
command-settings = dil, sagat guşagy, ümsüm sagatlar, görnüş
command-sources = okaýan neşirlerim
command-help = hemme zat nähili işleýär
command-stop = hemmesini togtatmak
command-deleteme = siz baradaky hemme zady pozmak

queries-title = Nähili gözlenýär
queries-1 = gaz eksporty — iki söz hem, islendik görnüşde, dilde we ýazuwda
queries-2 = "orta koridor" — bu sözler ýanaşyk
queries-3 = karbamid OR ammiak — olaryň biri
queries-4 = gaz -baha — bu sözsüz
queries-5 = dökün* — şeýle başlanýan sözler
queries-6 = country:tm sector:chemicals — ýurt we pudak boýunça; topic: hem bar
queries-7 = between:tm,uz — iki ýurt barada hem
queries-8 = lang:ru source:gazeta.uz — bir dil, bir neşir
queries-9 = since:7d after:2026-01-01 — senesi boýunça
queries-10 = has:figures sort:new — sanly habarlar, ilki täzeleri
