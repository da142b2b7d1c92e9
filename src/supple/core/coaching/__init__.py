"""The timeline of a session: what is said, shown and waited for, and when.

Reading order: gesture, cueing, work, lookout, coach, guide.
"""
