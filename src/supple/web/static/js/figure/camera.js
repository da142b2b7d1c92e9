// Where the camera stands so that the whole figure is in the picture. Pure arithmetic.

/**
 * @param {number} azimuth_deg 0 from the front, 90 from the person's left, -90 from their right
 * @param {number} above_deg
 * @returns {[number, number, number]} the direction to the camera
 */
export function toCamera(azimuth_deg, above_deg) {
  const [turn, up] = [(azimuth_deg * Math.PI) / 180, (above_deg * Math.PI) / 180];
  return [Math.cos(turn) * Math.cos(up), Math.sin(up), -Math.sin(turn) * Math.cos(up)];
}

/**
 * How far from a middle a camera must be for points to be in its picture.
 * @param {readonly (readonly number[])[]} points
 * @param {readonly number[]} middle
 * @param {readonly [number, number, number]} way to the camera, of length 1
 * @param {number} field_deg from bottom to top
 * @param {number} aspect_ratio width over height
 */
export function distanceFor(points, middle, way, field_deg, aspect_ratio) {
  const high = Math.tan((field_deg * Math.PI) / 360);
  const wide = high * aspect_ratio;
  const flat = Math.hypot(way[0], way[2]) || 1;
  const right = [way[2] / flat, 0, -way[0] / flat];
  const up = [-way[0] * way[1] / flat, flat, -way[2] * way[1] / flat];
  return Math.max(
    ...points.map((point) => {
      const offset = point.map((value, axis) => value - (middle[axis] ?? 0));
      const along = dot(offset, way);
      return along + Math.max(Math.abs(dot(offset, right)) / wide, Math.abs(dot(offset, up)) / high);
    }),
  );
}

/**
 * @param {readonly number[]} a
 * @param {readonly number[]} b
 */
function dot(a, b) {
  return a.reduce((sum, value, axis) => sum + value * (b[axis] ?? 0), 0);
}
