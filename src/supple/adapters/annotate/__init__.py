"""Draws a check onto its pictures: `body` what lies on them, `drawing` a whole picture, `film`
the files.
"""

from supple.adapters.annotate.film import annotate, check_target, stills

__all__ = ["annotate", "check_target", "stills"]
