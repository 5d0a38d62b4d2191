"""What works on the repository itself: setting it up, writing its reference pages."""
