# Kanallar

channels-title = Kanallaryňyz
channels-none = Entek kanal ýok. Meni ýazmaga hukugy bolan administrator edip kanala goşuň, soň haýsy abunalaryňyzyň şol ýerde çykjakdygyny şu ýerde saýlaň. Men eýýäm şol ýerde bolsam, /channels we onuň açyk adyny ýazyň.
channels-private = Kanallar şahsy söhbetdeşlikde dolandyrylýar: maňa şol ýerde /channels diýip ýazyň.
channel-linked = Indi şu ýere ýazyp bilýärin. Näme çykjakdygyny saýlaň.
channel-choose = ✓ bellik goýlan kanalda çykýar. Üýtgetmek üçin basyň.
channel-no-alerts = Entek abunaňyz ýok. Bir zat gözläň, “Abuna ýazylmak” düwmesine basyň, soň gaýdyp geliň we ony şu ýerde saýlaň.
channel-served = Kanalyň dili: { $language }; daýjest sagat { $time }-da çykýar ({ $city }).
channel-not-yours = Kanaly onuň administratorlary dolandyrýar. Ýa men { $name } administratory däl, ýa-da siz.
channel-unlink-ask = “{ $name }” içinde başga hiç zat çykarman, ondan çykaýynmy?
channel-unlinked = “{ $name }” kanalyndan çykdym.
button-channels = Kanallar
button-add-channel = Meni kanala goşuň
button-like-mine = Meniň söhbetdeşligim ýaly sazla
button-leave-channel = Kanaldan çyk
