"""The sketches of an exercise, drawn from a plan of the body.

Reading order: figure, outline, paint, scenery, head, drawing.
"""
