"""What people fill in. A form reads and shows; the action decides."""
