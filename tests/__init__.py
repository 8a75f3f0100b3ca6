"""The tests of thidua; they mirror the rooms."""
