"""The life of one report, a stage a file.

    poll ──▶ read ──▶ understand ──▶ publish ──▶ deliver      sweep
    entries  text     labels, story  outbox      Telegram     what is old goes

`discover` answers wishes for sources of one's own, `hubs` asks to be told at once where a feed has news.
`digest` and `correct` stand beside publish: what waits for an hour, what was told and has changed since.
`placing` is the part of understand that needs the database. `importing` brings old reports in, `reindex`
makes terms anew when the rules of search have changed, `keeping` writes down what sources said, `standing`
says what an answer means for a source's next poll, `departures` what leaves next and when, `settle` what an
answer of Telegram means for a delivery, `rest` where what was too long for one print goes, `duty` which
process serves the bot, `watch` what needs an operator, `alarm` what cannot wait for the outbox.

Each stage asks the database what is pending, calls a pure rule and writes the verdict in one
transaction. A restart is just the next ask.
"""
