"""How right extraction is, in figures that are kept and compared: `make eval`; and what confidence means: `make calibrate`."""
