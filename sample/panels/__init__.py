"""Surveys beside the metropolis's staff: residents and partner firms, all invented, written from a seed as files."""
