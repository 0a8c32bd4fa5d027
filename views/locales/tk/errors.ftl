# Näme bolmady we näme edildi

error-unknown-command = Beýle buýrugy bilemok. Näme başarýandygym /help-de ýazylan; birki sany ýönekeý söz ýazsaňyz, gözläp başlaryn.
error-near-command = /{ $name } buýrugyny bilemok. Belki, /{ $near } diýjek bolansyňyz?
error-empty-query = Näme gözläýin? Mysal üçin: /search söwda ýa-da country:tm gaz.
error-broken-query = Bu soraga düşünmedim.
error-too-many-subscriptions = Sizde { $limit } abuna bar, mundan köp saklap bilemok. Ýer boşatmak üçin birini aýyryň.
error-gone = Bu indi ýok.
error-old-button = Bu düwme könelipdir. Buýruklar bolsa işleýär: /help
error-refused = Telegram muny görkezip bilmedi. Gaýtadan synanyşyň ýa-da habary neşiriň saýtynda açyň.
error-no-rich = Bu Telegram serweri beýle habarlary entek görkezip bilmeýär, şonuň üçin hemme zat ýönekeý görnüşde galýar.
error-administrators = Toparda muny diňe administratorlar üýtgedip bilýär. Gözlemek hemmelere açyk.
error-flood = Gaty çalt boldy. Maňa birnäçe sekunt beriň.
error-addresses = Salgylar gaty köp. Jogaplaryma garaşyň ýa-da ertir geliň: bir günde iň köp { $limit } salga seredýärin.
error-unknown-place = Beýle ýeri bilemok. Iň ýakyn uly şäheri ýazyň ýa-da ýerleşýän ýeriňizi iberiň.
error-two-countries = Iki ýurduň adyny ýazyň, meselem: /between tm uz.
error-too-wide = Bu gözleg gaty uzaga çekýär. Söz goşuň ýa-da ýurduň adyny aýdyň.
error-internal = Mende bir zat işlemän galdy. Ýalňyşlyk bellenildi; gaýtadan synanyşmagyňyzy haýyş edýärin.
error-takes-nothing = Häzir hiç zat ýazyp bilemok, şonuň üçin garaşmaly bolar. Gözleg işleýär; birnäçe minutdan gaýtadan synanyşmagyňyzy haýyş edýärin.

note-saved = Saklandy
note-muted = { $days } gün bu barada ýazmaryn
note-alert-set = Abuna goşuldy
note-alert-known = Şeýle abunaňyz eýýäm bar
note-paused = Togtadyldy
note-resumed = Ýene gelýär
note-removed = Aýryldy
note-changed = Taýýar
note-kept = Hiç zat üýtgemedi
