"""HTTP and the command line: shows what the explorer knows."""
