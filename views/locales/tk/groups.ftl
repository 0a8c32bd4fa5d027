# Toparlarda

group-welcome = Men şu ýerde. Hemmeler sorap biler: /search söwda, /latest, /topics. Haýsy habarlaryň öz-özünden geljekdigini administrator saýlaýar: /subscribe gaz ýa-da /start.

group-moved = Bu topar indi supertopar. Abunalar we sazlamalar bilelikde göçdi.
channel-linked = Indi şu ýere ýazyp bilýärin. Kanalyň özünde /subscribe we sorag ýazyň: habarlar şol ýere öz-özünden geler.
channel-how = Kanala habar gelmegi üçin meni ýazmaga hukugy bolan administrator ediň; soňkusyny özüm ýazaryn.
may-not-write = “{ $name }” içinde indi ýazyp bilemok. Habarlary garaşýar: maňa ýazmak hukugyny gaýtaryň ýa-da meni aýyryň.
