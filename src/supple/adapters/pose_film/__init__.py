"""The frames of a film, sooner than one picture after the other.

A pose model that tracks needs about 15 ms a picture on one core, whatever is in it. Two things
save time. Pictures that show little new are passed over (app.standstill), and their frames lie
evenly between those on either side. And the film is cut into parts that are tracked at the same
time, each by a tracker of its own that first warms up on the end of the part before; a tracker
begins with the first picture of its part, while the later ones are still being read.

Where the parts begin depends on the film alone, never on how many cores there are: the same film
gives the same frames on one core and on eight.
"""

from supple.adapters.pose_film.film import PoseFromFilm

__all__ = ["PoseFromFilm"]
