"""Whether the data are sound.

================= ==============================================================================
``check``         Every problem of the data folder: schema, then the project's own rules
``row_rules``     Rules of the rows of any table
``place_rules``   Rules of the places: parents, sectors, positions, groups, membership
``problem``       What a rule reports
``citations``     Whether figures and places stand in the documents where their rows say
``completeness``  Whether every line of the documents with a figure or a place is accounted for
================= ==============================================================================
"""
