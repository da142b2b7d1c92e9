"""Numbers over time, whoever they come from: filters, cycles, ring buffers.

Reading order: signals, cycles, track, history.
"""
