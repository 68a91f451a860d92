"""What a file of the bundle may hold: layouts, values and limits, as plain functions."""
