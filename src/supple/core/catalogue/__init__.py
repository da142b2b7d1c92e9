"""The exercises, programmes and shared criteria as one whole that fits together.

Reading order: readable, pose_faults, exercise_faults, global_criteria, catalogue.
"""
