"""Tests of pictures and files, without a graph."""
