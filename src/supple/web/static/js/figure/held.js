// What the hands hold, from joint to joint: a strap round the feet, a rope that swings under them.

import {
  CylinderGeometry,
  Group,
  Mesh,
  MeshStandardMaterial,
  Vector3,
} from "/static/vendor/three-0.184.0/three.module.min.js";

const THICK_M = { strap: 0.009, rope: 0.006 };
const ROPE_PIECES = 12;
const ROPE_OUT_M = 0.35;
const UP = new Vector3(0, 1, 0);

/** @typedef {"strap" | "rope"} Held */
/** @typedef {(part: string) => Vector3} Joint where a part's joint is */

export class HeldThings extends Group {
  /** @type {{kind: Held, pieces: Mesh[]}[]} */
  #things = [];

  /** @param {readonly Held[]} kinds */
  hold(kinds) {
    for (const old of [...this.children]) {
      if (old instanceof Mesh) old.geometry.dispose();
      this.remove(old);
    }
    this.#things = kinds.map((kind) => {
      const pieces = Array.from({ length: kind === "rope" ? ROPE_PIECES : 2 }, () => {
        const piece = new Mesh(
          new CylinderGeometry(THICK_M[kind], THICK_M[kind], 1, 6),
          new MeshStandardMaterial({ roughness: 0.8 }),
        );
        piece.name = "held";
        piece.castShadow = true;
        return piece;
      });
      this.add(...pieces);
      return { kind, pieces };
    });
  }

  /** @param {Joint} joint */
  follow(joint) {
    for (const { kind, pieces } of this.#things) {
      const hands = [joint("left_fingers"), joint("right_fingers")];
      const feet = joint("left_toes").add(joint("right_toes")).multiplyScalar(0.5);
      const line = lineOf(kind, feet, hands, pieces.length);
      pieces.forEach((piece, index) => stretched(piece, line[index], line[index + 1]));
    }
  }
}

/**
 * @param {Held} kind
 * @param {Vector3} feet
 * @param {Vector3[]} hands
 * @param {number} pieces
 */
function lineOf(kind, feet, hands, pieces) {
  const [left = feet, right = feet] = hands;
  if (kind === "strap") return [left, feet, right];
  // From hand to hand, out to the sides and lowest under the feet.
  return Array.from({ length: pieces + 1 }, (_, index) => {
    const share = index / pieces;
    const low = Math.sin(Math.PI * share);
    const point = left.clone().lerp(right, share);
    point.y += (0.02 - point.y) * low ** 0.6;
    point.z += ROPE_OUT_M * Math.sin(2 * Math.PI * share) * Math.sign(left.z - right.z || -1);
    return point;
  });
}

/**
 * @param {Mesh} piece
 * @param {Vector3 | undefined} from
 * @param {Vector3 | undefined} to
 */
function stretched(piece, from, to) {
  if (!from || !to) return;
  const way = to.clone().sub(from);
  piece.position.copy(from).addScaledVector(way, 0.5);
  piece.scale.y = way.length();
  piece.quaternion.setFromUnitVectors(UP, way.normalize());
}
