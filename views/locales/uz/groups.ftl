# Guruhlarda

group-welcome = Men shu yerdaman. Hamma so‘rashi mumkin: /search savdo, /latest, /topics. Qaysi yangiliklar o‘zi kelishini administrator tanlaydi: /subscribe gaz yoki /start.

group-moved = Bu guruh endi superguruh. Obunalar va sozlamalar u bilan birga ko‘chdi.
may-not-write = “{ $name }”ga endi yoza olmayman. Yangiliklari kutyapti: menga yozish huquqini qaytaring yoki meni chiqarib yuboring.
