# Saved stories

saved-title = Saved stories
saved-none = Nothing is saved yet. Tap “Save” below a story, and it stays here.
button-unsave = Remove
button-latest = Latest
