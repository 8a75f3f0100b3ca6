"""The service's routes, one module a subject; each has `add(app, settings)`."""
