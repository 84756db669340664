"""Buttons that work at any time: what residents, volunteers and coordinators do with one tap."""
