"""Radio coverage: published propagation models on numpy arrays, one module per Recommendation.

===================== ==========================================================================
``transmitter``       A station: what is documented, what is assumed
``thresholds``        ITU-R BS.412: field strengths that FM reception needs
``itm``               Longley-Rice / ITM, area mode (``itm_variability``: time and confidence)
``p1546``             ITU-R P.1546-6, land paths (``_tables``, ``_curves``, ``_corrections``,
                      ``_heights``)
``terrain``           Optional elevation model (``ATLAS_DEM``): effective heights per radial
``prediction``        Either model behind one question, with everything it assumes
``radial``            Field against distance; how far a threshold is held
``contours``          Geodesic polygons
``interference``      BS.412 protection ratios, nuisance and usable field, reduced reach
``network``           Contours of several stations, with or without interference
===================== ==========================================================================

Units are in the names; angles are degrees clockwise from north; coordinates are WGS 84.
"""
