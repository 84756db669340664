"""An organisation after years of work, as large as one likes, and how long its queries take."""
