// A room around the figure, and pictures of it as a camera in the room takes them. The page of
// figure_room.py; nothing of the product loads it.

import {
  BackSide,
  BoxGeometry,
  CanvasTexture,
  CircleGeometry,
  CylinderGeometry,
  Mesh,
  MeshStandardMaterial,
  RepeatWrapping,
  SRGBColorSpace,
} from "/static/vendor/three-0.184.0/three.module.min.js";
import { readBody } from "/static/js/figure/body.js";
import { FigureScene } from "/static/js/figure/scene.js";

/** @typedef {import("/static/js/figure/types.js").Thing} Thing */

/**
 * @typedef {object} Shot
 * @property {number[]} turns 4 numbers a bone
 * @property {number[]} place
 * @property {Thing[]} things
 * @property {("strap" | "rope")[]} held
 * @property {Record<string, string>} colours
 * @property {[number, number, number]} from_m
 * @property {[number, number, number]} at_m
 * @property {number} field_deg
 * @property {number} light_deg
 * @property {number} breath
 * @property {[number, number]} size_px
 */

const WIDE_M = 4.6; // the room is round, so that it looks alike from everywhere
const HIGH_M = 5;
const UNDER_MAT_M = -0.0125;

/** @type {FigureScene | null} */
let scene = null;
const canvas = document.createElement("canvas");
document.body.append(canvas);

const floor = solid(new CircleGeometry(WIDE_M, 64), boards());
floor.receiveShadow = true;
floor.rotation.x = -Math.PI / 2;
floor.position.y = UNDER_MAT_M;
const wall = solid(new CylinderGeometry(WIDE_M, WIDE_M, HIGH_M, 96, 1, true), null);
wall.position.y = HIGH_M / 2;
wall.material.side = BackSide;
const skirting = solid(new CylinderGeometry(WIDE_M - 0.02, WIDE_M - 0.02, 0.09, 96, 1, true), null);
skirting.position.y = 0.03;
skirting.material.side = BackSide;
const frames = [20, 74, 130, 190, 248, 300].map((deg, index) => {
  const frame = solid(new BoxGeometry(0.04, 0.7 + 0.3 * (index % 3), 0.55 + 0.2 * (index % 2)), null);
  const turn = (deg * Math.PI) / 180;
  frame.position.set(Math.cos(turn) * (WIDE_M - 0.03), 1.45, -Math.sin(turn) * (WIDE_M - 0.03));
  frame.rotation.y = turn;
  return frame;
});

/** @param {string} address of the surface */
export async function open(address) {
  const file = await (await fetch(address)).arrayBuffer();
  scene = new FigureScene(canvas, readBody(file), false);
  scene.surround(floor, wall, skirting, ...frames);
}

/** Quicker by half: no shadow of the body on itself. */
export function plain() {
  scene?.plain();
}

/**
 * @param {Shot} shot
 * @returns {string} the picture as PNG, in base64
 */
export function picture(shot) {
  if (!scene) throw new Error("the room is not open");
  const [width, height] = shot.size_px;
  if (canvas.width !== width || canvas.height !== height) scene.size(width, height, 1);
  scene.furnish({
    phases: [], poses: new Map(), ways: [], marks: new Map(), even: true, stretched: [], things: shot.things, held: shot.held,
    low_m: [0, 0, 0], high_m: [0, 0, 0], azimuth_deg: 0, above_deg: 0,
  });
  scene.paint(shot.colours);
  floor.material.color.set(shot.colours.boards ?? "#caa");
  wall.material.color.set(shot.colours.wall ?? "#ddd");
  skirting.material.color.set(shot.colours.skirting ?? "#eee");
  frames.forEach((frame, index) => {
    frame.material.color.set((index % 2 ? shot.colours.skirting : shot.colours.mat) ?? "#987");
  });
  const moment = { turns: Float32Array.from(shot.turns), place: Float32Array.from(shot.place) };
  scene.pose(moment, shot.breath, 0);
  scene.lookFrom(shot.from_m, shot.at_m, shot.field_deg, shot.light_deg);
  scene.render();
  return canvas.toDataURL("image/png").slice("data:image/png;base64,".length);
}

/**
 * @param {import("three").BufferGeometry} geometry
 * @param {CanvasTexture | null} map
 */
function solid(geometry, map) {
  const mesh = new Mesh(geometry, new MeshStandardMaterial({ roughness: 0.95, map }));
  return mesh;
}

/** Boards of a wooden floor, light and dark by a rule and not by chance. */
function boards() {
  const paper = document.createElement("canvas");
  paper.width = paper.height = 512;
  const pen = paper.getContext("2d");
  if (!pen) throw new Error("this browser does not draw");
  for (let row = 0; row < 8; row += 1) {
    for (let part = -1; part < 3; part += 1) {
      const shade = 226 + ((row * 37 + part * 53) % 24);
      pen.fillStyle = `rgb(${shade}, ${shade - 4}, ${shade - 10})`;
      pen.fillRect(part * 256 + ((row * 97) % 256), row * 64, 255, 63);
    }
  }
  const texture = new CanvasTexture(paper);
  texture.colorSpace = SRGBColorSpace;
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.repeat.set(9, 9);
  texture.anisotropy = 4;
  return texture;
}
