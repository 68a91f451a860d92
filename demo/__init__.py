"""The made-up district: for the demonstration, for tests and for benchmarks.

`district.make` fills an empty database. Everything follows from the seed and the arguments: the
same ones give the same rows, whatever the clock says.
"""
