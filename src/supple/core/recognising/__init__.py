"""Which exercise it is: by the shape of a pose, by what was learned, by how it moves.

Reading order: shape, features, kinds, moving, recognition, noticing.
"""
