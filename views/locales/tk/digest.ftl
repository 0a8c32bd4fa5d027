# Daýjest we baý görnüşiň nusgasy

digest-stories = { $count } habar
digest-outlets = { $count } neşir
digest-nothing = Soňky daýjestden bäri täze habar ýok.
button-digest-settings = Daýjestiň sazlamalary

rich-title = Muny okap bilýärsiňizmi?
rich-text = Daýjest gazet sahypasy ýaly gelip biler: sözbaşylar, jedweller we basanyňyzda açylýan habarlar bilen.
rich-fold = Açmak üçin şu ýere basyň
rich-inside = Ine, şeýle: jikme-jiklikler gerek bolýança ýapyk durýar.
column-country = Ýurt
column-stories = Habarlar
button-can-read = Hawa, okap bilýärin
button-cannot-read = Ýokarda hiç zat görünmeýär
