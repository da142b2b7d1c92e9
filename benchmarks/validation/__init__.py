"""How exact every measure is, written as pages: `python -m benchmarks.validation`.

`comparison` has the figures of one comparison, `still_photos`, `made_bodies` and `over_time` make
them from the data, `whole` sums up recognition, `pages` writes Markdown. Nothing of the data is in
a page but counts and sums.
"""
