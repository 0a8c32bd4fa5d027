# Guruhlarda

group-welcome = Men shu yerdaman. Hamma so‘rashi mumkin: /search savdo, /latest, /topics. Qaysi yangiliklar o‘zi kelishini administrator tanlaydi: /subscribe gaz yoki /start.

group-moved = Bu guruh endi superguruh. Obunalar va sozlamalar u bilan birga ko‘chdi.
channel-linked = Endi bu yerga yoza olaman. Kanalning o‘zida /subscribe va so‘rov yozing: yangiliklar o‘sha yerga o‘zi keladi.
channel-how = Kanalga yangilik kelishi uchun meni yozish huquqi bor administrator qiling; keyingisini o‘zim yozaman.
may-not-write = “{ $name }”ga endi yoza olmayman. Yangiliklari kutyapti: menga yozish huquqini qaytaring yoki meni chiqarib yuboring.
