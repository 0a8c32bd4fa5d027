# Operatorlar

health-title = Işleriň ýagdaýy
health-version = wersiýa · işe başlan
health-sources = jogap berýän çeşmeler
health-reports = soňky sagatdaky habarlar
health-understood = soňky seljerilen habar
health-chats = çatlar · abunalar
health-outbox = iberilmegine garaşýan (iň könesi)
health-sent = soňky sagatda iberildi · iberilmedi
health-indexed = gözleg täzeden indekslendi
health-dead = asla iberip bolmadyk
health-silent = Dymýan çeşmeler
health-errors = Soňky ýalňyşlyklar

broadcast-ask = Bu { $count } çata iberilsinmi?
button-broadcast = Ibermek: { $count }
broadcast-done = { $count } çata iberilýär.
broadcast-how = /broadcast we tekst ony ilki size görkezýär, soňra hemmelere iberýär: /broadcast Şu gün sagat 22:00-dan 23:00-a çenli dymaryn.

adopt-how = Adamlaryň özleri goşan çeşmeleri we olary näçe söhbetdeşligiň okaýandygy. Buýruk çeşmäni hemmelere açýar.
adopt-none = Katalogda ýok çeşmäni hiç kim goşmady.
adopt-unknown = Hiç kimde { $key } atly çeşme ýok. Sanaw: /adopt.
adopted = { $key } indi hemmeler üçin okalýar.

needs-outbox = Ibermek gijä galýar.
needs-sources = Çeşmeleriň köpüsi birden dymdy: belki, mesele öz torumyzdadyr?
needs-dead = Habar ähli synanyşyklardan soň hem iberilmedi.
needs-intake = Köpden bäri ýekeje habar hem seljerilmedi.
needs-ended = Çeşme indi soralmaýar: ol hemişelik ýapyldy ýa-da okaýana zyýan berýän zat iberýär.
needs-disk = Hiç zady ýazyp bolmaýar: disk dolmadymy? Gözleg işleýär, habarlar garaşýar; ýer boşan badyna hemmesi öz-özünden dowam eder.
needs-since = Haçandan bäri:
