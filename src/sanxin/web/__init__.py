"""The shell around all pages: menu, Today, search, public pages, components."""
