"""What goes out beside the pages: one style sheet, one script, one font, made from `static/`."""
