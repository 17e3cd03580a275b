"""Sample documents of an invented county, built by samples/build_samples.py."""
