# Ilk qadamlar, obunalar, sozlamalar, yordam

start-hello = Chapar Markaziy Osiyo va Kaspiy bo‘yining sanoat yangiliklarini yetkazadi: qancha nashr yozmasin, har bir yangilik bir marta, raqamlari va manbasi bilan keladi.
start-countries = Qaysi davlat?
start-sectors = Qaysi soha?
start-often = Qanchalik tez-tez?
start-all-countries = Barcha davlatlar
start-all-sectors = Barcha sohalar
start-more-countries = + yana davlat
start-more-sectors = + yana soha
start-next = Keyingi ▸
started-now = Tayyor. “{ $query }” bo‘yicha yangiliklar darhol keladi.
started-daily = Tayyor. “{ $query }” bo‘yicha yangiliklar har kuni soat { $time } da bitta dayjestda keladi.
started-weekly = Tayyor. “{ $query }” bo‘yicha yangiliklar haftada bir marta bitta dayjestda keladi: { $day }, { $time }.
started-latest = Mana eng so‘nggilari:
started-nothing = Hozircha ko‘rsatadigan narsa yo‘q. Birinchi yangilik yo‘lda.
how-now = Darhol
how-daily = Kunlik dayjest
how-weekly = Haftalik dayjest

subscriptions-title = Obunalaringiz
subscriptions-none = Hali obunangiz yo‘q. Mavzu tanlang yoki biror narsa qidiring, masalan /search savdo, so‘ng “Obuna bo‘lish”ni bosing.
subscriptions-stopped = Hozir hammasi to‘xtatib turilgan.
subscription-paused = to‘xtatilgan
subscribed-new = Obuna bo‘ldingiz. Qachon yuboray?
subscribed-known = Bunga allaqachon obuna bo‘lgansiz.
remove-ask = “{ $query }” obunasini o‘chiraymi?
stopped = Jimlik: barcha obunalaringiz to‘xtatib turildi. Hech narsa yo‘qolmadi, davom etish uchun tugmani bosing.
resumed = Qaytganingizdan xursandman! Obunalaringiz yana ishlayapti.
button-pause = To‘xtatish
button-resume = Davom etish
button-resume-all = Davom etish
button-remove = O‘chirish
button-keep = Qolsin
button-all-subscriptions = Barcha obunalar
button-subscriptions = Obunalar
button-topics = Mavzular
button-settings = Sozlamalar
button-help = Yordam

settings-title = Sozlamalar
settings-language = Til
settings-zone = Vaqt mintaqasi
settings-quiet = Sokin soatlar
settings-pictures = Rasmlar
settings-layout = Ko‘rinish
settings-digest = Dayjest
on = bor
off = yo‘q
layout-plain = oddiy
layout-rich = gazetadek
button-pictures-on = Rasmlar bilan
button-pictures-off = Rasmlarsiz
button-layout-rich = Gazetadek…
button-layout-plain = Oddiy ko‘rinish
button-delete = Hammasini o‘chirish
button-back-settings = ◂ Sozlamalar
language-ask = Qaysi tilda gaplashay?
zones-ask = Shahringizni bosing, /settings va shahar nomini yozing yoki menga joylashuvingizni yuboring.
zone-set = Yaxshi: { $city }. Dayjest mahalliy vaqt bilan { $time } da keladi.
quiet-none = Sokin soatlarsiz
quiet-text = Bu soatlarda hech narsa yubormayman, ertalab hammasi bitta xabarda keladi.
digest-hour = Vaqti
digest-label-daily = Kunlik dayjest kunlari
digest-label-weekly = Haftalik dayjest kuni
digest-text = Unga har kuni yoki har hafta keladigan obunalar kiradi.
digest-waiting = { $count ->
    [0] Keyingisi uchun hozircha hech narsa yo‘q.
   *[other] Keyingisini { $count } ta yangilik kutyapti.
}
every-day = har kuni
button-digest-now = Dayjest hozir
button-all-daily = Hammasi kunlik
button-all-weekly = Hammasi haftalik

sources-title = Nashrlar
sources-count = { $count } tadan { $well } tasi javob beryapti.
sources-reports = { $count } ta xabar
sources-seldom = kam yozadi, { $hours } soatda bir qarayman
sources-patient = { $hours } soatdan keyin yana so‘rayman
sources-never = hali javob bermagan

delete-ask = Bu chat haqida saqlagan hamma narsam — obunalar, sozlamalar, saqlangan yangiliklar o‘chirilsinmi? Ularni qaytarib bo‘lmaydi.
button-delete-yes = Ha, hammasi o‘chsin
button-delete-no = Yo‘q, qolsin
deleted = O‘chirildi. Endi bu chat haqida hech narsa bilmayman. Boshidan boshlash: /start

help-text = Men Markaziy Osiyo va Kaspiy bo‘yi nashrlarini o‘qiyman va har bir yangilikni bir marta aytaman. Qidirish uchun bir-ikki so‘z yozing, yangiliklar kelib tursin desangiz, “Obuna bo‘lish”ni bosing.
command-start = davlat va sohalarni tanlash
command-search = arxivdan qidirish
command-latest = eng so‘nggi yangiliklar
command-topics = davlat va sohalar bo‘yicha ko‘rish
command-saved = saqlangan xabarlar
command-topic = soha yoki mavzu: /topic kimyo
command-country = davlat: /country tm
command-between = ikki davlat: /between tm uz
command-health = ishlar qanday
command-broadcast = hammaga yozish
command-subscribe = so‘rovga obuna bo‘lish
command-subscriptions = obunalar: to‘xtatish, o‘zgartirish, o‘chirish
command-digest = dayjest hozir va uning vaqti
command-settings = til, vaqt mintaqasi, sokin soatlar, ko‘rinish
command-sources = men o‘qiydigan nashrlar
command-help = hammasi qanday ishlaydi
command-stop = hammasini to‘xtatib turish
command-deleteme = siz haqingizdagi hamma narsani o‘chirish

queries-title = Qanday qidiriladi
queries-1 = gaz eksporti — ikkala so‘z, istalgan shakl, til va yozuvda
queries-2 = "o‘rta yo‘lak" — bu so‘zlar yonma-yon
queries-3 = karbamid OR ammiak — ulardan biri
queries-4 = gaz -narx — shu so‘zsiz
queries-5 = o‘g‘it* — shunday boshlanadigan so‘zlar
queries-6 = country:tm sector:chemicals — davlat va soha bo‘yicha; topic: ham bor
queries-7 = between:tm,uz — ikkala davlat haqida
queries-8 = lang:ru source:gazeta.uz — bitta til, bitta nashr
queries-9 = since:7d after:2026-01-01 — sana bo‘yicha
queries-10 = has:figures sort:new — raqamlari bor, avval yangilari
