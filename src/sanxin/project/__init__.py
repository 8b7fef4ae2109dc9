"""How the pieces are put together: settings, routes, server, console script."""
