"""One body: joint angles in, a person out.

Reading order: angles (what can bend, and how far), skeleton (the parts, and which angle turns
which), posture (angles by name), proportions (a person's size), kinematics (where every part
is), flesh (how thick it is), collisions and contacts (nobody floats, sinks or passes through
themselves), landmarks (what a pose model marks on it), lens and silhouette (what a camera would
say), modelling (an exercise's poses on a body), course and motion (from pose to pose), stations
and crossing (from exercise to exercise), performing (a whole exercise). For the moving figure of
the player: bones (what a soft surface hangs on), muscles (where it stretches), playing (an
exercise's poses and ways, and what stands around). For a viewer before the camera: sizing (how
they are built), ghost (the pose that is due, laid over them), fitting (a body laid on their
landmarks).

Room coordinates are metres: x the way somebody standing faces, y up, z to their right; the floor
is y = 0.
"""
