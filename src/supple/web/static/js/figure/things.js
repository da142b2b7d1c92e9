// Mat, chair, wall and block as plain solids. Each is named for the colour that it takes.

import {
  BoxGeometry,
  Mesh,
  MeshStandardMaterial,
} from "/static/vendor/three-0.184.0/three.module.min.js";

/** @typedef {import("./types.js").Thing} Thing */

const MAT_M = 0.012;
const SEAT_UP_M = 0.46;
const SEAT_M = 0.42;
const SEAT_THICK_M = 0.035;
const LEG_M = 0.03;
const BACK_UP_M = 0.88;
const WALL_M = /** @type {const} */ ([0.1, 2.2, 1.5]);
const BLOCK_M = /** @type {const} */ ([0.23, 0.1, 0.15]);

/**
 * @param {Thing} thing
 * @returns {Mesh[]}
 */
export function thingOf(thing) {
  const { kind, forward_m, right_m, turn_deg, size_m } = thing;
  const solids = kind === "chair" ? chair() : [
    kind === "mat" ? solid("mat", [size_m[0], MAT_M, size_m[1]], [0, -MAT_M / 2, 0])
      : kind === "wall" ? solid("wall", WALL_M, [WALL_M[0] / 2, WALL_M[1] / 2, 0])
        : solid("block", BLOCK_M, [0, BLOCK_M[1] / 2, 0]),
  ];
  const turn = (turn_deg * Math.PI) / 180;
  for (const one of solids) {
    const { x, z } = one.position;
    one.position.x = forward_m + x * Math.cos(turn) + z * Math.sin(turn);
    one.position.z = right_m - x * Math.sin(turn) + z * Math.cos(turn);
    one.rotation.y = turn;
  }
  return solids;
}

/** Its back is behind, and it looks forward. */
function chair() {
  const leg = SEAT_M / 2 - LEG_M / 2;
  const sides = [-leg, leg];
  const high = BACK_UP_M - SEAT_UP_M;
  return [
    solid("prop", [SEAT_M, SEAT_THICK_M, SEAT_M], [0, SEAT_UP_M - SEAT_THICK_M / 2, 0]),
    ...sides.flatMap((x) => sides.map((z) =>
      solid("prop", [LEG_M, SEAT_UP_M - SEAT_THICK_M, LEG_M], [x, (SEAT_UP_M - SEAT_THICK_M) / 2, z]))),
    ...sides.map((z) => solid("prop", [LEG_M, high, LEG_M], [-leg, SEAT_UP_M + high / 2, z])),
    solid("prop", [LEG_M * 0.8, 0.16, SEAT_M], [-leg, BACK_UP_M - 0.08, 0]),
  ];
}

/**
 * @param {string} colour
 * @param {readonly [number, number, number]} size
 * @param {readonly [number, number, number]} at
 */
function solid(colour, size, at) {
  const mesh = new Mesh(new BoxGeometry(...size), new MeshStandardMaterial({ roughness: 0.9 }));
  mesh.name = colour;
  mesh.position.set(...at);
  mesh.receiveShadow = true;
  mesh.castShadow = colour !== "mat" && colour !== "wall";
  return mesh;
}
