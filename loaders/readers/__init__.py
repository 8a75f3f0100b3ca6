"""One module a format: each turns decoded text into `Content`."""
