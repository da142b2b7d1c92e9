"""One body: joint angles in, a person out.

Reading order: angles (what can bend, and how far), skeleton (the parts, and which angle turns
which), proportions (a person's size), kinematics (where every part is), flesh (how thick it is),
contacts (nobody floats or sinks), landmarks (what a pose model would see of it).

Room coordinates are metres: x the way somebody standing faces, y up, z to their right; the floor
is y = 0.
"""
