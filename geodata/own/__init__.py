"""A reader's own table or layer, joined to the places of the project, with a report row by row.

The steps are functions of their own, so that a screen can show and change what lies between them:
:func:`geodata.own.reading.files.read_table`, :func:`geodata.own.locating.guess.guess`,
:func:`geodata.own.match.match`, then :func:`geodata.own.enrich.enrich` and
:func:`geodata.own.aggregate.aggregate`. :func:`geodata.own.join.join` does the first three for a frame.
"""
