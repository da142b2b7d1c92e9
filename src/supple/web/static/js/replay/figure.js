// A body as lines: the side near the camera strong, the far side and what was
// guessed soft.

/** @typedef {import("./film.js").Still} Still */
/** @typedef {import("./film.js").Point} Point */

const SEEN = 0.5;
const NOSE = 0;
// Landmarks of the left side; those of the right side are one higher.
const EAR = 7;
const SHOULDER = 11;
const HIP = 23;
/** Limbs from the trunk outwards, with their thickness in trunk lengths. */
const LIMBS = /** @type {const} */ ([
  { joints: [11, 13, 15, 19], thick: [0.13, 0.11, 0.08] },
  { joints: [23, 25, 27], thick: [0.19, 0.15] },
  { joints: [29, 31], thick: [0.1] },
]);
const TRUNK_THICK = 0.24;
const HEAD = 0.17;

/**
 * @param {CanvasRenderingContext2D} pen its units are picture heights
 * @param {Still} still
 * @param {{near: string, far: string}} colours
 */
export function drawFigure(pen, still, colours) {
  const { points, near } = still;
  const unit = trunk(points);
  if (!still.found || unit === 0) return;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  const far = near === "left" ? 1 : 0;
  const sides = near === "both" ? [0, 1] : [far, 1 - far];
  for (const [order, side] of sides.entries()) {
    const soft = near !== "both" && order === 0;
    if (order === 1) drawTrunk(pen, points, unit, colours.near);
    for (const limb of LIMBS) drawLimb(pen, points, limb, side, unit, soft, colours);
  }
  drawHead(pen, still, unit, colours);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Still["points"]} points
 * @param {(typeof LIMBS)[number]} limb
 * @param {number} side 0 left, 1 right
 * @param {number} unit
 * @param {boolean} soft
 * @param {{near: string, far: string}} colours
 */
function drawLimb(pen, points, limb, side, unit, soft, colours) {
  for (let at = 0; at + 1 < limb.joints.length; at += 1) {
    const from = points.get((limb.joints[at] ?? 0) + side);
    const to = points.get((limb.joints[at + 1] ?? 0) + side);
    if (!from || !to) continue;
    const sure = Math.min(from.sure, to.sure) >= SEEN;
    pen.strokeStyle = sure && !soft ? colours.near : colours.far;
    pen.lineWidth = (limb.thick[at] ?? 0.1) * unit;
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
  }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Still["points"]} points
 * @param {number} unit
 * @param {string} colour
 */
function drawTrunk(pen, points, unit, colour) {
  const corners = [SHOULDER, SHOULDER + 1, HIP + 1, HIP].map((index) => points.get(index));
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = TRUNK_THICK * unit;
  pen.beginPath();
  for (const corner of corners) if (corner) pen.lineTo(corner.x, corner.y);
  pen.closePath();
  pen.stroke();
  pen.fill();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Still} still
 * @param {number} unit
 * @param {{near: string, far: string}} colours
 */
function drawHead(pen, still, unit, colours) {
  const { points, near } = still;
  const left = points.get(EAR);
  const right = points.get(EAR + 1);
  const nose = points.get(NOSE);
  if (!left || !right || !nose) return;
  const ear = near === "left" ? left : near === "right" ? right : between(left, right);
  const neck = between(points.get(SHOULDER) ?? ear, points.get(SHOULDER + 1) ?? ear);
  const colour = Math.max(ear.sure, nose.sure) >= SEEN ? colours.near : colours.far;
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = 0.12 * unit;
  pen.beginPath();
  pen.moveTo(neck.x, neck.y);
  pen.lineTo(ear.x, ear.y);
  pen.stroke();
  pen.beginPath();
  pen.arc(ear.x, ear.y, HEAD * unit, 0, 2 * Math.PI);
  pen.fill();
  // Where somebody looks: a short way from the head towards the nose.
  pen.lineWidth = 0.07 * unit;
  pen.beginPath();
  pen.moveTo(ear.x, ear.y);
  pen.lineTo(nose.x, nose.y);
  pen.stroke();
}

/** @param {Point} one @param {Point} other @returns {Point} */
function between(one, other) {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, sure: Math.max(one.sure, other.sure) };
}

/** The length of the trunk; from behind or before a far body still has one. @param {Still["points"]} points */
function trunk(points) {
  const lengths = [0, 1].map((side) => {
    const shoulder = points.get(SHOULDER + side);
    const hip = points.get(HIP + side);
    return shoulder && hip ? Math.hypot(shoulder.x - hip.x, shoulder.y - hip.y) : 0;
  });
  return Math.max(...lengths);
}
