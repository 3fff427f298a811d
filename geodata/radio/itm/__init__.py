"""Longley-Rice (ITM), area mode."""
