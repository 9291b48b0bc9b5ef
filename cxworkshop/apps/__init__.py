"""Starts things; computes nothing."""
