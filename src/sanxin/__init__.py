"""Sanxin (三心): from a voice in a village to a problem struck off."""
