"""What the project measures of itself: ratios within one run, on both engines."""
