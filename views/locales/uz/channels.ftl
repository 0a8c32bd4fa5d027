# Kanallar

channels-title = Kanallaringiz
channels-none = Hali kanal yo‘q. Meni kanalga yozish huquqi bor administrator qilib qo‘shing, keyin qaysi obunalaringiz u yerda chiqishini shu yerda tanlang. Men allaqachon o‘sha yerda bo‘lsam, /channels va uning ochiq nomini yozing.
channels-private = Kanallar shaxsiy suhbatda boshqariladi: menga o‘sha yerda /channels deb yozing.
channel-linked = Endi bu yerga yoza olaman. Nima chiqishini tanlang.
channel-choose = ✓ belgisi bori kanalda chiqadi. O‘zgartirish uchun bosing.
channel-no-alerts = Hali obunalaringiz yo‘q. Biror narsani qidiring, “Obuna bo‘lish”ni bosing, so‘ng qaytib, uni shu yerda tanlang.
channel-served = Kanal tili: { $language }; dayjest soat { $time } da chiqadi ({ $city }).
channel-not-yours = Kanalni uning administratorlari boshqaradi. Yo men { $name } administratori emasman, yo siz.
channel-unlink-ask = “{ $name }”da boshqa hech narsa chiqarmay, undan chiqib ketaymi?
channel-unlinked = “{ $name }”dan chiqdim.
button-channels = Kanallar
button-add-channel = Meni kanalga qo‘shish
button-like-mine = Mening suhbatim kabi sozlash
button-leave-channel = Kanaldan chiqish
