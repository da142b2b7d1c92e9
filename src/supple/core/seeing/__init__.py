"""What one frame shows, and whether it may be judged: the body's frame, the view, the guards.

From landmarks (`kinematics`, `view`) and the silhouette (`back_line`) to what can be trusted.

Reading order: kinematics, sight, floor, view, others, looks, proportions, continuity, limbs,
guards, calibration, back_line, back_shape.
"""
