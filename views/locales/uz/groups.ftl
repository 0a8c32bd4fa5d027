# Guruhlarda

group-welcome = Men shu yerdaman. Hamma so‘rashi mumkin: /search savdo, /latest, /topics. Qaysi yangiliklar o‘zi kelishini administrator tanlaydi: /subscribe gaz yoki /start.
