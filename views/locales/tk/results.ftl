# Gözlemek we gözden geçirmek

quoted = “{ $text }”
results-count = { $count } habar
results-at-least = { $count } habardan köp
results-page = { $page } / { $pages }
results-none = { $query } boýunça hiç zat tapylmady.
results-try = Sözleri azaldyň, başgaça ýazyp görüň ýa-da ýurt goşuň: country:uz gaz.
results-meant = Belki, şularyň biridir?
button-alert = Abuna ýazylmak
button-alert-later = Çyksa, habar beriň
button-queries = Nähili gözlenýär

latest-title = Iň täze habarlar
latest-none = Heniz habar ýok: ilkinjileri birnäçe minutdan geler.

problem-too-long = Sorag gaty uzyn: diňe başy hasaba alyndy.
problem-or-alone = OR sözüniň iki tarapynda hem bir zat bolmaly (orny: { $place }).
problem-not-alone = Minusdan soň söz gerek (orny: { $place }).
problem-close-alone = Artykmaç ýapyjy ýaý (orny: { $place }).
problem-open-alone = Ýaý ýapylmandyr (orny: { $place }).
problem-too-deep = Iç-içine giren ýaýlar gaty köp (orny: { $place }).
problem-too-many = Sözler gaty köp: “{ $text }” sözünden başlap hasaba alynmady.
problem-empty-group = Ýaýlaryň içi boş (orny: { $place }).
problem-star = Ýyldyzjyk bir sözüň dowamyny aňladýar, öňünde azyndan iki harp bolmaly: { $text }
problem-quote-open = Dyrnak ýapylmandyr: { $text }
problem-date-everywhere = Sene we tertip tutuş soraga degişli: “{ $text }” aýrylyp ýa-da saýlawa goýlup bilinmez.
problem-nothing-in-it = “{ $text }” içinde gözlere zat ýok.
problem-no-value = Iki nokatdan soň hiç zat ýok: { $text }
problem-unknown-field = “{ $text }” diýen meýdany bilemok.
problem-unknown-country = “{ $text }” diýen ýurdy bilemok.
problem-unknown-sector = “{ $text }” diýen pudagy bilemok.
problem-unknown-topic = “{ $text }” diýen temany bilemok.
problem-unknown-lang = “{ $text }” diýen dili bilemok.
problem-unknown-date = “{ $text }” senesini okap bilmedim.
problem-unknown-sort = Habarlary best (iň gabat gelýäni) ýa-da new (iň täzesi) boýunça tertipläp bolýar, “{ $text }” boýunça däl.
problem-unknown-has = “{ $text }” soraýan zat habarlarda bolmaýar.
problem-hint = Belki, { $suggestion }?

topics-title = Habarlarda
topics-days = Soňky { $days } günüň habarlary. Ýurda ýa-da pudaga basyň.
topics-none = Bu günlerde bu ýerde habar ýok.
topic-total = Soňky { $days } günde { $count } habar
button-show = Habarlary görkez
trending-title = Köpelýänler
trending-text = Soňky { $days } gün adatdakysy bilen deňeşdirilende.
trending-none = Tapawutlanýan zat ýok: habarlar adatdakysy ýaly.
trending-new = ▲ täze
column-what = Näme
column-week = Häzir
column-usual = Adatça
column-rise = Ösüş

export-done = { $query }: sanlary bilen { $count } habar.
export-cut = Bular { $total } habaryň iň gabat gelýän { $count } sanysy. Galanyny almak üçin soragy daraldyň, mysal üçin since:30d goşuň.
export-how = /export we sorag habarlary sanlary bilen jedwelde iberýär, { $count } sana çenli: /export country:tm gaz
