"""Radio coverage: published propagation models on numpy arrays, one package per model.

===================== ==========================================================================
``transmitter``       A station: what is documented, what is assumed
``thresholds``        ITU-R BS.412: field strengths that FM reception needs
``itm``               Longley-Rice / ITM, area mode: ``area`` (the model), ``sight`` (its
                      line-of-sight region), ``variability`` (time and confidence)
``p1546``             ITU-R P.1546-6, land paths: ``field`` (the procedure), ``curves``,
                      ``corrections``, ``heights``, ``tables`` (the reader's copy of ITU's)
``terrain``           Optional elevation model (``ATLAS_DEM``): effective heights per radial
``prediction``        Either model behind one question, with everything it assumes
``radial``            Field against distance; how far it stays above a threshold
``contours``          Geodesic polygons
``interference``      BS.412 protection ratios, nuisance and usable field, reduced reach
``network``           Contours of several stations, with or without interference
``checks``            Refusals of arguments out of a model's range
``normal``            The normal deviate, with the digits that ITU-R and NTIA print
``arrays``            Types of the arrays that all of them take
===================== ==========================================================================

Units are in the names; angles are degrees clockwise from north; coordinates are WGS 84.
"""
