"""Hundreds of people talk at once while everything around them is killed; nothing may be lost, nothing done twice."""
