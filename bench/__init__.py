"""What the desk costs: repeatable measurements, stated as ratios within one run; never part of the tests."""
