"""Pages of what a school does for all."""
