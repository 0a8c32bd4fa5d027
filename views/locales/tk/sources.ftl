# Çeşmeler: näme üçin biri dymýar; öz çeşmeleri

silent-missing = sahypasy indi ýok
silent-refused = meni goýbermeýär
silent-busy = seýregräk girmegimi soraýar
silent-server = serweri işlemeýär
silent-slow = gaty haýal jogap berýär
silent-unreachable = baglanyşyp bolmaýar
silent-unreadable = okar ýaly zat ibermeýär
silent-heavy = gaty köp iberýär, okamak howply
silent-channel = beýle açyk kanal ýok
silent-address = bu açyk internet salgysy däl
silent-other = jogap bermeýär

source-feed = lenta
source-page = sahypa
source-json = sahypa
source-channel = kanal
source-looking = Seredip görýärin: { $url }
source-preview = Ol ýerdäki iň täze habarlar:
source-preview-none = Çeşme bar, ýöne heniz habar görkezmeýär.
source-choose = Bu saýtda birnäçe lenta bar. Gerek bolanyny iberiň:
source-added = “{ $name }” indi okalýar. Öň çykanlaryny gözläp tapyp bolýar, diňe täzeleri geler.
source-known = “{ $name }” çeşmesini eýýäm okaýaryn. Hiç zat etmek gerek däl: /search ony hem tapýar.
source-refused = Okap bolmady:
source-how = /addsource bilen lentanyň, saýtyň ýa-da açyk kanalyň salgysyny iberiň, mysal üçin /addsource https://example.com ýa-da /addsource t.me/channel
source-too-many = Siziň { $limit } öz çeşmäňiz bar, mundan köpüni okap bilemok. Ýer boşatmak üçin birini aýyryň.
source-mine = Öz çeşmeleriňiz
source-none = Öz çeşmeleriňiz ýok.
source-remove-ask = “{ $name }” mundan beýläk okalmasynmy? Çykan habarlary arhiwde galar.
source-dead = “{ $name }” çeşmäňiz köpden bäri dymýar: { $why }. Ondan soramagy bes edeýinmi?
button-add-source = Okalsyn
button-own-sources = Çeşmelerim
button-no = Ýok
