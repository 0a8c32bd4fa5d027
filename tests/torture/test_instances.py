"""How the laboratory of several processes judges what Telegram heard."""

from torture.instances import Blow, Hit, repeats, strays
from torture.witness import Heard


def heard(sender: str, at: float, text: str, duty: str = "") -> Heard:
    return Heard(sender, at, 1, text, duty or sender)


def test_who_sends_out_of_turn_is_wrong_unless_a_blow_caught_the_message_on_its_way() -> None:
    before, after = heard("a", 1.0, "one"), heard("a", 9.0, "three", duty="b")
    said = [before, heard("b", 8.0, "two"), after]
    assert strays(said, []) == (1, [])
    assert strays(said, [Blow("b", Hit.LONG, 1.1, 8.9)]) == (1, [])
    assert strays(said, [Blow("a", Hit.LONG, 1.1, 8.9)]) == (0, [after])


def test_a_blow_of_long_ago_explains_nothing() -> None:
    said = [heard("a", 5.0, "one"), heard("a", 6.0, "two", duty="b")]
    assert strays(said, [Blow("a", Hit.NAP, 1.0, 2.0)]) == (1, [])


def test_a_blow_explains_eight_messages_at_most() -> None:
    said = [heard("a", 1.0, "one"), *(heard("a", 9.0 + n, str(n), duty="b") for n in range(9))]
    wrong, late = strays(said, [Blow("a", Hit.LONG, 1.1, 8.9)])
    assert (wrong, len(late)) == (1, 8)


def test_a_repeated_message_must_have_been_on_its_way_at_a_blow() -> None:
    said = [heard("a", 1.0, "one"), heard("b", 2.0, "one")]
    assert repeats(said, [], []) == (1, 0)
    assert repeats(said, [Blow("b", Hit.KILL, 1.1)], []) == (1, 0)
    assert repeats(said, [Blow("a", Hit.KILL, 1.1)], []) == (0, 1)
    assert repeats(said, [Blow("a", Hit.KILL, 2.5)], []) == (1, 0)


def test_what_was_given_away_late_is_no_other_repeat() -> None:
    late = heard("a", 9.0, "one", duty="b")
    assert repeats([heard("b", 8.0, "one"), late], [], [late]) == (0, 0)
