"""Changes to attendance: one module per noun."""
