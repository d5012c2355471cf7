"""Who is on the call: rosters, turn heads, operator's announcements, introductions; one person in several spellings is one participant."""
