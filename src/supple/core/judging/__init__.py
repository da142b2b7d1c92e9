"""Pass, warn, fail or cannot tell: each criterion against what was measured and how exactly.

Reading order: assessment, tally, starts, repeated, both_sides, aftermath, judging, motion,
placing, observer.
"""
