"""Thai text to needs, intent, urgency, place, phone, date."""
