# Отрасли: коротко, по две кнопки в ряд

sector-oil_gas = Нефть и газ
sector-power = Энергетика
sector-chemicals = Химия
sector-mining = Добыча, металлы
sector-construction = Строительство
sector-textiles = Текстиль
sector-agri = Агро и продукты
sector-auto_machinery = Машиностроение
sector-pharma = Фарма
sector-transport = Транспорт
sector-it = IT и связь
sector-finance = Финансы
sector-trade = Торговля
sector-industry = Промышленность
