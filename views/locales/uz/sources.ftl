# Manbalar: nega biri jim; o‘z manbalari

silent-missing = sahifasi endi yo‘q
silent-refused = meni kiritmayapti
silent-busy = kamroq kirishimni so‘rayapti
silent-server = serveri ishlamayapti
silent-slow = juda sekin javob beryapti
silent-unreachable = bog‘lanib bo‘lmayapti
silent-unreadable = o‘qiydigan narsa yubormayapti
silent-heavy = juda ko‘p yuboryapti, o‘qish xavfli
silent-channel = bunday ochiq kanal yo‘q
silent-address = bu ochiq internet manzili emas
silent-other = javob bermayapti

source-feed = lenta
source-page = sahifa
source-json = sahifa
source-channel = kanal
source-looking = Qarab ko‘ryapman: { $url }
source-preview = U yerdagi so‘nggi yangiliklar:
source-preview-none = Manba bor, lekin hali yangilik ko‘rsatmayapti.
source-choose = Bu saytda bir nechta lenta bor. Keraklisini yuboring:
source-added = “{ $name }” endi o‘qiladi. Oldin chiqqanlarini qidirib topsa bo‘ladi, faqat yangilari keladi.
source-known = “{ $name }”ni allaqachon o‘qiyman. Hech narsa qilish shart emas: /search uni ham topadi.
source-refused = O‘qib bo‘lmadi:
source-how = /addsource bilan lenta, sayt yoki ochiq kanal manzilini yuboring, masalan /addsource https://example.com yoki /addsource t.me/channel
source-too-many = Sizda { $limit } ta o‘z manbangiz bor, bundan ortig‘ini o‘qiy olmayman. Joy ochish uchun bittasini o‘chiring.
source-mine = O‘z manbalaringiz
source-none = O‘z manbalaringiz yo‘q.
source-remove-ask = “{ $name }” endi o‘qilmasinmi? Chiqqan yangiliklari arxivda qoladi.
source-dead = “{ $name }” manbangiz anchadan beri jim: { $why }. Undan so‘rashni to‘xtataymi?
button-add-source = O‘qilsin
button-own-sources = Manbalarim
button-no = Yo‘q
