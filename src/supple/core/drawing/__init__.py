"""An exercise as a flat picture: from its poses where it has some, else from its sketches.

Reading order, for sketches: figure, outline, paint, scenery, head, drawing. For a body from any
side: view, face, person, things, scene, sheet.
"""
