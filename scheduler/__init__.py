"""The timetable, and the queue that jobs run through."""
