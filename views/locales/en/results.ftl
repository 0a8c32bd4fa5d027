# Searching and browsing

quoted = “{ $text }”
results-count = { $count ->
    [one] { $count } story
   *[other] { $count } stories
}
results-at-least = more than { $count } stories
results-page = { $page } of { $pages }
results-none = Nothing found for { $query }.
results-try = Try fewer words, another spelling, or a country: country:uz gas.
results-meant = Did you mean one of these?
button-alert = Alert me
button-alert-later = Tell me when something comes
button-queries = How to search

latest-title = Latest
latest-none = No stories yet: the first ones come within minutes.

problem-too-long = The query is too long: only its beginning counts.
problem-or-alone = OR needs something on both sides (place { $place }).
problem-not-alone = The minus needs a word behind it (place { $place }).
problem-close-alone = A closing parenthesis too many (place { $place }).
problem-open-alone = A parenthesis is not closed (place { $place }).
problem-too-deep = Too many parentheses inside each other (place { $place }).
problem-too-many = Too many words: those from “{ $text }” on are left out.
problem-empty-group = There is nothing inside the parentheses (place { $place }).
problem-star = The star stands for the rest of one word, after at least two letters: { $text }
problem-quote-open = A quotation mark is not closed: { $text }
problem-date-everywhere = A date or an order holds for the whole query: “{ $text }” cannot be left out or offered as a choice.
problem-nothing-in-it = There is nothing to search for in “{ $text }”.
problem-no-value = Nothing stands behind the colon: { $text }
problem-unknown-field = I do not know “{ $text }” as a field.
problem-unknown-country = I know no country in “{ $text }”.
problem-unknown-sector = I know no sector in “{ $text }”.
problem-unknown-topic = I know no topic in “{ $text }”.
problem-unknown-lang = I know no language in “{ $text }”.
problem-unknown-date = I cannot read the date in “{ $text }”.
problem-unknown-sort = Stories can be sorted by best or new, not “{ $text }”.
problem-unknown-has = “{ $text }” asks for something stories do not have.
problem-hint = Perhaps { $suggestion }?

topics-title = In the news
topics-days = Stories of the last { $days } days. Tap a country or a sector.
topics-none = No stories here in these days.
topic-total = { $count ->
    [one] { $count } story in the last { $days } days
   *[other] { $count } stories in the last { $days } days
}
button-show = Show stories
trending-title = On the rise
trending-text = { $days ->
    [one] The last day against the usual.
   *[other] The last { $days } days against the usual.
}
trending-none = Nothing stands out: the news is as it usually is.
trending-new = ▲ new
column-what = What
column-week = Now
column-usual = Usual
column-rise = Rise

export-done = { $count ->
    [one] { $query }: { $count } report with its figures.
   *[other] { $query }: { $count } reports with their figures.
}
export-cut = These are the best { $count } of { $total }. Narrow the query to get the others, for example with since:30d.
export-how = /export and a query sends the reports as a table with their figures, up to { $count }: /export country:tm gas
