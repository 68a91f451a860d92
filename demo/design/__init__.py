"""Every component of a page with made-up facts, for whoever builds one or looks at it."""
