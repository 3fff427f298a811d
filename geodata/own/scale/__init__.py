"""The join of more rows than fit into memory: part by part, in this process or on a cluster of Dask.

:mod:`geodata.own.scale.parts` finds and reads the parts of a partitioned input, :mod:`geodata.own.scale.work`
is what is done with each, :mod:`geodata.own.scale.crew` is who does it, and :mod:`geodata.own.scale.run` is
the whole.
"""
