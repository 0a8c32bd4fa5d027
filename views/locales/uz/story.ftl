# Yangilik va uning ortida turgan narsalar

button-read = O‘qish
button-open = Ochish
button-open-story = Yangilikka
button-background = Tarixi
button-related = Shunga o‘xshash
button-save = Saqlash
button-mute = Kuzatmaslik
button-saved = ✓ Saqlangan
button-muted = ✓ Kuzatilmaydi
button-why = Nega bu?
button-more = Davomi ▾
button-plain = Oddiy xabarlarga qaytish

story-outlets-more = va yana { $count } ta
story-source = manba: { $name }
story-source-owned = manba: { $name } ({ $owner })
ownership-state = davlat
ownership-independent = mustaqil
story-matched = Obunangiz: { $query }
corrected-mark = Tuzatildi
corrected = { $was } edi, endi { $now }
differ = Nashrlar turlicha yozmoqda

ago-now = hozirgina
ago-minutes = { $count } daqiqa oldin
ago-hours = { $count } soat oldin
ago-days = { $count } kun oldin

bundle-title = Sokin soatlarda { $count } ta yangilik
background-title = Tarixi
background-earlier = Avvalroq
background-since = Keyin nima bo‘ldi
background-none = Bu haqda avvalroq chiqqan xabarlar bizda yo‘q.
related-title = Shunga o‘xshash yangiliklar
related-none = Arxivda hozircha o‘xshashi yo‘q.
why-alert = U “{ $query }” obunangizga mos keldi.
why-labels = Unda nimalarni ko‘rdim:
why-told = Kim qachon xabar berdi:
why-same = umumiy: { $what }
why-unknown = Uni o‘zingiz ochdingiz, obuna bo‘yicha kelmagan.

query-everything = Barcha yangiliklar
query-or = yoki
query-without = { $what } kirmaydi
query-days = oxirgi { $count } kun
query-hours = oxirgi { $count } soat
query-after = { $day } dan
query-before = { $day } gacha
query-figures = raqamlari bor
query-new = avval yangilari

period-quarter = { $year }-yil { $number }-chorak
period-half = { $year }-yil { $number }-yarmi
