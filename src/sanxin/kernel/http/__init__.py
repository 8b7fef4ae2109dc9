"""Glue between HTTP and actions, shared by the views of all apps."""
