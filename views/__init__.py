"""What we say to people: model in, Message out. Pure, and the only place with words for people."""
