"""An exercise as a flat picture, drawn from its poses.

Reading order: outline, paint, view, face, person, things, scene (poses in one frame), sheet (many
of them), lighter (a small picture that stands alone), pair (what was seen beside what is meant),
ghost (limbs to lay over a camera's picture).
"""
