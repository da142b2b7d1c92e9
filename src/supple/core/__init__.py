"""The judgement of Supple: pure functions and values. Nothing here has a clock, chance, files,
network or a framework; time comes with the frames.

Reading order, each line by itself, and each built on the lines before it:

- words      errors, body, pose, exercise, programme, events, records
- seeing     kinematics, sight, floor, view, calibration, measures (its register, angles,
             distances, time), shape, pose_features, pose_kinds, moving, recognition,
             assessment
- in time    signals, track, presence, holdtime, continuity, history, ways, onset, steadiness,
             primary, tally, starts, repeated, movement, judging, motion, placing, observer
- coaching   pacing, gesture, cueing, work, lookout, coach, noticing,
             guide
- catalogue  measure_names, exercise_faults, catalogue
- today      questions, reasons, screening, dosing, warming, easing, complications, session
- drawing    figure, outline, paint, scenery, head, drawing
- the line   framecode
"""
