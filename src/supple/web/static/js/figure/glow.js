// Which corners of the surface lie where an exercise stretches, and how near.

/** @typedef {import("./types.js").Area} Area */

/**
 * @param {Float32Array} places 3 numbers a corner
 * @param {readonly Area[]} areas
 * @returns {Uint8Array} a number a corner, 255 in the middle of an area
 */
export function glowOf(places, areas) {
  const glow = new Uint8Array(places.length / 3);
  for (const area of areas) {
    const [ax, ay, az, bx, by, bz, reach] = area;
    const [dx, dy, dz] = [bx - ax, by - ay, bz - az];
    const square = dx * dx + dy * dy + dz * dz || 1;
    for (let corner = 0; corner < glow.length; corner += 1) {
      const x = (places[3 * corner] ?? 0) - ax;
      const y = (places[3 * corner + 1] ?? 0) - ay;
      const z = (places[3 * corner + 2] ?? 0) - az;
      const share = Math.max(0, Math.min(1, (x * dx + y * dy + z * dz) / square));
      const apart = Math.hypot(x - share * dx, y - share * dy, z - share * dz);
      const near = Math.max(0, 1 - apart / (1.5 * reach));
      const here = Math.round(255 * near * near * (3 - 2 * near));
      if (here > (glow[corner] ?? 0)) glow[corner] = here;
    }
  }
  return glow;
}
