# Pudaklar: gysga, hatarda iki düwme

sector-oil_gas = Nebit we gaz
sector-power = Energetika
sector-chemicals = Himiýa
sector-mining = Magdan, metal
sector-construction = Gurluşyk
sector-textiles = Dokma
sector-agri = Oba hojalygy
sector-auto_machinery = Maşyn gurluşygy
sector-pharma = Lukmançylyk
sector-transport = Ulag
sector-it = IT, aragatnaşyk
sector-finance = Maliýe
sector-trade = Söwda
sector-industry = Senagat
