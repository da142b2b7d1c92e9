"""BlazePose through MediaPipe's tasks: pictures in, frames of landmarks out.

The version is pinned (feasibility.md, section 2): newer ones report usage to their vendor. A film
is followed from picture to picture, and now and then a picture of it is looked at a second time, a
little padded; a photo is looked at in several ways, which `core.seeing.looks` makes one of. A look
at a single picture finds two people if there are two. Where the line of the back is wanted the
model gives a silhouette too, about a tenth slower.
"""

from supple.adapters.pose_mediapipe.model import PoseModel
from supple.adapters.pose_mediapipe.photo import PoseFromPhoto

__all__ = ["PoseFromPhoto", "PoseModel"]
