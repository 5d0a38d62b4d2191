"""Histories: which there are, and each as a graph by the rules of a profile.

It imports `graph`, `access` and below.
"""
