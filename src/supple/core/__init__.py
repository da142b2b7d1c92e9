"""The judgement of Supple: pure functions and values. Nothing here has a clock, chance, files,
network or a framework; time comes with the frames.

Reading order, each line by itself, and each built on the lines before it:

- words      errors, body, pose, exercise, programme, events, records
- seeing     kinematics, sight, floor, view, others, looks, proportions, guards, back_line,
             back_shape, calibration, measures (its register, angles, distances, back, time),
             shape, pose_features, pose_kinds, moving, recognition, assessment
- in time    signals, cycles, track, presence, holdtime, continuity, limbs, calm, history, ways,
             onset, steadiness, breath, primary, tally, starts, repeated, counting, working_side,
             both_sides, second_view, movement, aftermath, judging, motion, placing, observer
- coaching   pacing, gesture, cueing, work, lookout, coach, noticing, guide
- catalogue  measure_names, exercise_faults, global_criteria, catalogue
- today      questions, reasons, screening, dosing, warming, easing, complications, session
- drawing    figure, outline, paint, scenery, head, drawing
- the line   framecode
"""
