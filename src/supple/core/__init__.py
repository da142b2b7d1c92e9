"""The judgement of Supple: pure functions and values, readable bottom-up.

Reading order: errors, body, pose, kinematics, signals, measures, exercise, catalogue,
screening, programme, session, view, recognition, assessment, events, coach, guide, records.
Nothing here has a clock, chance, files, network or a framework; time comes with the frames.
"""
