"""What every heart stands on and which knows none of them."""
