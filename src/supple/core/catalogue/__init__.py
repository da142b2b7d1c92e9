"""The exercises, programmes and shared criteria as one whole that fits together.

Reading order: exercise_faults, global_criteria, catalogue.
"""
