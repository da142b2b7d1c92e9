"""Today's session: questions before it, who should leave what out, which exercises, how much.

Reading order: pacing, questions, reasons, screening, dosing, warming, easing, complications,
session.
"""
