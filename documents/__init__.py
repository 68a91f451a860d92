"""Files that last: kept by their content, described by a row, served by a signed address."""
