"""The judgement of Supple: pure functions and values. Nothing here has a clock, chance, files,
network or a framework; time comes with the frames.

The words come first, and everything below is built on them:
errors, body, pose, exercise, programme, events, records;
framecode is the form of a frame on the line.

Then the packages, each built on those before it, each with its own reading order:

- series       numbers over time
- figure       a body of joint angles, its poses and how it looks to a camera
- seeing       what one frame shows, and whether it may be judged
- measuring    the measures that criteria name
- recognising  which exercise it is
- following    one person through one exercise
- judging      pass, warn, fail or cannot tell
- planning     today's session
- coaching     what is said and when
- catalogue    the exercises as one whole
- drawing      pictures of a body
"""
