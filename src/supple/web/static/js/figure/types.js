// What the figure's modules hand to each other. Types only. Turns are quaternions x, y, z, w;
// places are metres: x forward, y up, z to the person's right.

/**
 * @typedef {object} Body the surface and what it hangs on, as tools/make_body.py packs it
 * @property {number[]} parents of each part, -1 for the first
 * @property {number[][]} offsets_m of each part's joint in its parent's frame
 * @property {number[]} joints the part at whose joint each bone is
 * @property {string[]} bones names
 * @property {Float32Array} bind 4 numbers a bone: the turns that the surface was made in
 * @property {Float32Array} places 3 numbers a corner
 * @property {Int8Array} normals 3 numbers a corner, 127ths
 * @property {Uint16Array} triangles
 * @property {Uint8Array} carriers 4 bones a corner
 * @property {Uint8Array} shares 4 numbers a corner, 255ths
 * @property {[string, number][]} surfaces by name, and how many numbers of `triangles` are its
 */

/**
 * @typedef {object} Moment one posture
 * @property {Float32Array} turns 4 numbers a bone
 * @property {Float32Array} place 3 numbers, the middle of the hips
 */

/**
 * @typedef {object} Way from one phase to another, its moments at even times
 * @property {string} before
 * @property {string} after
 * @property {Moment[]} moments
 * @property {number} [lasts_s] where it takes its own time
 */

/**
 * @typedef {object} Crossing the way over from another exercise
 * @property {number[]} begins_m what takes a place of the other's room into this one's
 * @property {Way[]} ways
 */

/**
 * @typedef {object} Thing
 * @property {"mat" | "chair" | "wall" | "block"} kind
 * @property {number} forward_m
 * @property {number} right_m
 * @property {number} turn_deg
 * @property {[number, number]} size_m
 */

/** @typedef {readonly [number, number, number, number, number, number, number]} Area from, to, reach */

/**
 * @typedef {object} Motion an exercise's figure
 * @property {string[]} phases
 * @property {Map<string, Moment>} poses
 * @property {Way[]} ways none until they have been fetched
 * @property {Map<string, Area>} marks where to look, by the phases of faults
 * @property {boolean} even whether the pose that one waits in is its own mirror image
 * @property {Thing[]} things
 * @property {("strap" | "rope")[]} held
 * @property {Area[]} stretched
 * @property {number[]} low_m
 * @property {number[]} high_m
 * @property {number} azimuth_deg
 * @property {number} above_deg
 */

/**
 * @typedef {object} Wish what the figure should be doing
 * @property {string} phase
 * @property {number} travel_s how long the way there takes
 * @property {number} glow how much the stretched parts glow, 0 to 1
 * @property {{since_s: number, in_s: number, out_s: number}} breath page clock
 * @property {boolean} still nothing moves
 */

export {};
