# Habar we onuň aňyrsynda duran zatlar

button-read = Okamak
button-open = Açmak
button-open-story = Habara
button-background = Öňi-soňy
button-related = Meňzeşler
button-save = Saklamak
button-mute = Yzarlamazlyk
button-saved = ✓ Saklanan
button-muted = ✓ Yzarlanmaýar
button-why = Näme üçin?
button-more = Dowamy ▾
button-plain = Ýönekeý habarlara dolanmak

story-outlets-more = we ýene { $count }
story-source = çeşme: { $name }
story-source-owned = çeşme: { $name } ({ $owner })
ownership-state = döwlet
ownership-independent = garaşsyz
story-matched = Abunaňyz: { $query }
corrected-mark = Düzedildi
corrected = { $was } diýlipdi, indi { $now }
differ = Neşirler dürli ýazýar

ago-now = ýaňyja
ago-minutes = { $count } minut öň
ago-hours = { $count } sagat öň
ago-days = { $count } gün öň

bundle-title = Ümsüm sagatlarda { $count } habar
background-title = Öňi-soňy
background-earlier = Öň bolanlar
background-since = Soň näme boldy
background-none = Bu barada bizde has irki habar ýok.
related-title = Meňzeş habarlar
related-none = Arhiwde entek meňzeşi ýok.
why-alert = Ol siziň “{ $query }” abunaňyza gabat geldi.
why-labels = Onda gören zatlarym:
why-told = Kim haçan habar berdi:
why-same = umumy: { $what }
why-unknown = Ony özüňiz açdyňyz, abuna boýunça gelmedi.

query-everything = Ähli habarlar
query-or = ýa-da
query-without = { $what } girmeýär
query-days = soňky { $count } gün
query-hours = soňky { $count } sagat
query-after = { $day } senesinden
query-before = { $day } senesine çenli
query-figures = sanly
query-new = ilki täzeleri

period-quarter = { $year } ý. { $number }-çärýek
period-half = { $year } ý. { $number }-ýarymy
