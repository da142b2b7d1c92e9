"""One person through one exercise: in the pose, holding, counting, breathing, changing sides.

Reading order: presence, holdtime, onset, steadiness, calm, ways, counting, primary,
working_side, second_view, movement, breath.
"""
