# The digest and the rich sample

digest-stories = { $count ->
    [one] { $count } story
   *[other] { $count } stories
}
digest-outlets = { $count ->
    [one] { $count } outlet
   *[other] { $count } outlets
}
digest-nothing = Nothing new since your last digest.
button-digest-settings = Digest settings

rich-title = Can you read this?
rich-text = Your digest could come as a front page: headings, tables, and stories that open at a tap.
rich-fold = Tap here to open
rich-inside = Just so: the details stay folded until you want them.
column-country = Country
column-stories = Stories
button-can-read = I can read this
button-cannot-read = I see nothing above
