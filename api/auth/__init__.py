"""Who asks: `--auth local`, `galaxy` or `token`. What a caller may then read is `explorer.access`."""
