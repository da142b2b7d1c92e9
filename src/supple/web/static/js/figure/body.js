// The figure's surface, read from the file that tools/make_body.py makes.

/** @typedef {import("./types.js").Body} Body */

/**
 * @param {ArrayBuffer} file
 * @returns {Body}
 */
export function readBody(file) {
  const length = new DataView(file).getUint32(0, true);
  const start = 4 + length;
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 4, length)));
  const array = (/** @type {string} */ name) => {
    const [kind, at, count] = head.arrays[name];
    return new KINDS[kind](file, start + at, count);
  };
  return {
    parents: head.parts.map((/** @type {[string, number]} */ part) => part[1]),
    offsets_m: head.offsets_m,
    bones: head.bones.map((/** @type {[string, number]} */ bone) => bone[0]),
    joints: head.bones.map((/** @type {[string, number]} */ bone) => bone[1]),
    bind: new Float32Array(head.bind_turns.flat()),
    places: spread(array("place"), head.low_m, head.high_m),
    normals: array("normal"),
    triangles: array("triangle"),
    carriers: array("bone"),
    shares: array("share"),
    surfaces: Object.entries(head.surfaces),
  };
}

/** @type {Record<string, any>} */
const KINDS = { uint16: Uint16Array, int8: Int8Array, uint8: Uint8Array };

/**
 * @param {Uint16Array} ratios 65 535ths of the box
 * @param {number[]} low
 * @param {number[]} high
 */
function spread(ratios, low, high) {
  return Float32Array.from(ratios, (ratio, index) => {
    const from = low[index % 3] ?? 0;
    return from + (((high[index % 3] ?? 0) - from) * ratio) / 65535;
  });
}
