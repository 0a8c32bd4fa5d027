# Sectors, short enough for two buttons side by side

sector-oil_gas = Oil & gas
sector-power = Power
sector-chemicals = Chemicals
sector-mining = Mining & metals
sector-construction = Construction
sector-textiles = Textiles
sector-agri = Farming & food
sector-auto_machinery = Cars & machines
sector-pharma = Pharma
sector-transport = Transport
sector-it = IT & telecom
sector-finance = Finance
sector-trade = Trade
sector-industry = Industry
