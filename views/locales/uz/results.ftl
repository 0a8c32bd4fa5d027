# Qidirish va ko‘rib chiqish

quoted = “{ $text }”
results-count = { $count } ta yangilik
results-at-least = { $count } tadan ortiq yangilik
results-page = { $page } / { $pages }
results-none = { $query } bo‘yicha hech narsa topilmadi.
results-try = So‘zlarni kamaytiring, boshqacha yozib ko‘ring yoki davlatni qo‘shing: country:uz gaz.
results-meant = Balki shulardan biridir?
button-alert = Obuna bo‘lish
button-alert-later = Chiqqanda xabar bering
button-queries = Qanday qidiriladi

latest-title = So‘nggi yangiliklar
latest-none = Hali yangilik yo‘q: birinchilari bir necha daqiqada keladi.

problem-too-long = So‘rov juda uzun: faqat boshi hisobga olindi.
problem-or-alone = OR ning ikki tomonida ham so‘z bo‘lishi kerak ({ $place }-o‘rin).
problem-not-alone = Minusdan keyin so‘z kerak ({ $place }-o‘rin).
problem-close-alone = Ortiqcha yopuvchi qavs ({ $place }-o‘rin).
problem-open-alone = Qavs yopilmagan ({ $place }-o‘rin).
problem-too-deep = Ichma-ich qavslar juda ko‘p ({ $place }-o‘rin).
problem-too-many = So‘zlar juda ko‘p: “{ $text }” dan boshlab hisobga olinmadi.
problem-empty-group = Qavslar ichi bo‘sh ({ $place }-o‘rin).
problem-star = Yulduzcha bitta so‘zning davomini bildiradi, undan oldin kamida ikki harf bo‘lsin: { $text }
problem-quote-open = Qo‘shtirnoq yopilmagan: { $text }
problem-date-everywhere = Sana va tartib butun so‘rovga tegishli: “{ $text }” ni chiqarib tashlab yoki tanlovga qo‘yib bo‘lmaydi.
problem-nothing-in-it = “{ $text }” da qidiradigan narsa yo‘q.
problem-no-value = Ikki nuqtadan keyin hech narsa yo‘q: { $text }
problem-unknown-field = “{ $text }” degan maydonni bilmayman.
problem-unknown-country = “{ $text }” degan davlatni bilmayman.
problem-unknown-sector = “{ $text }” degan sohani bilmayman.
problem-unknown-topic = “{ $text }” degan mavzuni bilmayman.
problem-unknown-lang = “{ $text }” degan tilni bilmayman.
problem-unknown-date = “{ $text }” sanasini o‘qiy olmadim.
problem-unknown-sort = Yangiliklarni best (eng mosi) yoki new (eng yangisi) bo‘yicha saralash mumkin, “{ $text }” bo‘yicha emas.
problem-unknown-has = “{ $text }” so‘ragan narsa yangiliklarda bo‘lmaydi.
problem-hint = Balki { $suggestion }?

topics-title = Yangiliklarda
topics-days = Oxirgi { $days } kun yangiliklari. Davlat yoki sohani bosing.
topics-none = Bu kunlarda bu yerda yangilik yo‘q.
topic-total = Oxirgi { $days } kunda { $count } ta yangilik
button-show = Yangiliklar
trending-title = Nima ko‘paydi
trending-text = Oxirgi { $days } kun odatdagiga nisbatan.
trending-none = Ajralib turgan narsa yo‘q: yangiliklar odatdagidek.
trending-new = ▲ yangi
column-what = Nima
column-week = Hozir
column-usual = Odatda
column-rise = O‘sish

export-done = { $query }: raqamlari bilan { $count } ta xabar.
export-cut = Bular { $total } tadan eng mos { $count } tasi. Qolganini olish uchun so‘rovni toraytiring, masalan since:30d qo‘shing.
export-how = /export va so‘rov xabarlarni raqamlari bilan jadvalda yuboradi, { $count } tagacha: /export country:tm gaz
