"""Tests of the timetable and the queues."""
