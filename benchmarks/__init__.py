"""Benchmarks: each module that has ``run()`` measures, prints ratios and returns its exit status."""
