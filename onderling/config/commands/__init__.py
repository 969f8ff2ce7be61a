"""One module per command of `onderling`. Each has `main(options) -> exit code`."""
