"""The verbs of the console script, one module each with `main(argv) -> exit code`."""
