// A smooth curve through an uneven one with gaps (Whittaker's, penalty on the second difference),
// fitted again with less weight for what stands out. For back_line.js, and as in
// supple/core/seeing/back_line.py.

const STIFFNESS = 60;
const FITS_COUNT = 4;
const ODD_TL = 0.02;

/**
 * The smooth curve through what the rays told, and how far they are from it on the mean.
 * @param {readonly number[]} outline
 */
export function smooth(outline) {
  const weights = outline.map((value) => Number(Number.isFinite(value)));
  const values = outline.map((value) => (Number.isFinite(value) ? value : 0));
  let fade = values.map(() => 1);
  /** @type {readonly number[]} */
  let curve = values;
  for (let fit = 0; fit < FITS_COUNT; fit += 1) {
    const kept = weights.map((weight, index) => weight * of(fade, index));
    curve = fitted(kept, values);
    fade = values.map((value, index) => 1 / (1 + ((value - of(curve, index)) / ODD_TL) ** 2));
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const off = weights.reduce(
    (sum, weight, index) => sum + weight * Math.abs(of(values, index) - of(curve, index)), 0);
  return { curve, rough_tl: off / total };
}

/**
 * Solves (W + stiffness D'D) curve = W values, D the second differences: five diagonals, so
 * elimination need look two rows on only.
 * @param {readonly number[]} weights
 * @param {readonly number[]} values
 */
function fitted(weights, values) {
  const count = values.length;
  const rows = weights.map((weight, index) => {
    const row = new Float64Array(count);
    row[index] = weight;
    return row;
  });
  for (let start = 0; start + 2 < count; start += 1) {
    const bend = [1, -2, 1];
    bend.forEach((first, i) => {
      const row = rows[start + i];
      if (row) bend.forEach((second, j) => plus(row, start + j, STIFFNESS * first * second));
    });
  }
  const right = weights.map((weight, index) => weight * of(values, index));
  rows.forEach((pivot, at) => {
    for (let below = at + 1; below <= at + 2 && below < count; below += 1) {
      const row = /** @type {Float64Array} */ (rows[below]);
      const factor = of(row, at) / of(pivot, at);
      for (let column = at; column <= at + 2 && column < count; column += 1) {
        plus(row, column, -factor * of(pivot, column));
      }
      right[below] = of(right, below) - factor * of(right, at);
    }
  });
  const curve = new Array(count).fill(0);
  for (let at = count - 1; at >= 0; at -= 1) {
    const row = /** @type {Float64Array} */ (rows[at]);
    let rest = of(right, at);
    for (let column = at + 1; column <= at + 2 && column < count; column += 1) {
      rest -= of(row, column) * curve[column];
    }
    curve[at] = rest / of(row, at);
  }
  return curve;
}

/**
 * @param {Float64Array} row
 * @param {number} column
 * @param {number} value
 */
function plus(row, column, value) {
  row[column] = of(row, column) + value;
}

/**
 * @param {ArrayLike<number>} values
 * @param {number} index
 */
function of(values, index) {
  return values[index] ?? NaN;
}
