"""Widgets of the notebooks and apps."""
