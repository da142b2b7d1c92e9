"""The measures that criteria name: one register, one pure function each.

Reading order: names, angles, distances, back, times, register, measures.
"""
