# Sohalar: qisqa, qatorda ikkita tugma

sector-oil_gas = Neft va gaz
sector-power = Energetika
sector-chemicals = Kimyo
sector-mining = Kon va metall
sector-construction = Qurilish
sector-textiles = To‘qimachilik
sector-agri = Qishloq xo‘jaligi
sector-auto_machinery = Mashinasozlik
sector-pharma = Tibbiyot
sector-transport = Transport
sector-it = IT va aloqa
sector-finance = Moliya
sector-trade = Savdo
sector-industry = Sanoat
