// The dots over the camera's picture: what the eye found, so that one sees that it sees.

const SEEN = 0.5;
const DOTS = [0, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28, 31, 32];
const BONES = /** @type {const} */ ([
  [11, 12], [11, 13], [13, 15], [12, 14], [14, 16], [11, 23], [12, 24], [23, 24],
  [23, 25], [25, 27], [27, 31], [24, 26], [26, 28], [28, 32], [7, 11], [8, 12],
]);

/**
 * @param {HTMLCanvasElement} canvas laid over the picture, mirrored with it
 * @param {Float32Array | null} landmarks
 * @param {number} width of the picture
 * @param {number} height
 */
export function drawSkeleton(canvas, landmarks, width, height) {
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.clearRect(0, 0, width, height);
  if (!landmarks) return;
  const colour = getComputedStyle(canvas).color;
  const unit = height / 120;
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineCap = "round";
  pen.lineWidth = unit;
  for (const [from, to] of BONES) {
    pen.globalAlpha = Math.min(sure(landmarks, from), sure(landmarks, to)) * 0.55;
    pen.beginPath();
    pen.moveTo(x(landmarks, from) * width, y(landmarks, from) * height);
    pen.lineTo(x(landmarks, to) * width, y(landmarks, to) * height);
    pen.stroke();
  }
  for (const dot of DOTS) {
    pen.globalAlpha = sure(landmarks, dot);
    pen.beginPath();
    pen.arc(x(landmarks, dot) * width, y(landmarks, dot) * height, unit * 1.7, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.globalAlpha = 1;
}

/** @param {Float32Array} points @param {number} index */
function x(points, index) {
  return points[index * 4] ?? 0;
}

/** @param {Float32Array} points @param {number} index */
function y(points, index) {
  return points[index * 4 + 1] ?? 0;
}

/** What is hardly seen is hardly drawn. @param {Float32Array} points @param {number} index */
function sure(points, index) {
  const visibility = points[index * 4 + 3] ?? 0;
  return visibility < SEEN ? 0.15 : visibility;
}
