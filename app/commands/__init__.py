"""The commands, one module a subject; `app.main` puts them together."""
