"""Supple: the open coach for a flexible back."""

__version__ = "0.1.0"
