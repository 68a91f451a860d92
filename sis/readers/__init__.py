"""A bundle as files on disk, as tables with known columns, and as rows of read values.

Pure and streaming: nothing here knows the database, and no file is held in memory.
"""
