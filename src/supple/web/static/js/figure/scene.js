// The room that the figure is seen in: light, soft shadow, mat, what stands around, and the body on
// its bones. Nothing here knows time or the coach.

import {
  BufferAttribute,
  BufferGeometry,
  Bone,
  Color,
  DirectionalLight,
  Group,
  HemisphereLight,
  Matrix4,
  Mesh,
  MeshStandardMaterial,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  ShadowMaterial,
  Skeleton,
  SkinnedMesh,
  Vector3,
  VSMShadowMap,
  WebGLRenderer,
} from "/static/vendor/three-0.184.0/three.module.min.js";
import { distanceFor, toCamera } from "./camera.js";
import { glowOf } from "./glow.js";
import { HeldThings } from "./held.js";
import { emptyMoment, jointsOf } from "./motion.js";
import { thingOf } from "./things.js";
import { isSoftware } from "./watch.js";

/** @typedef {import("./types.js").Body} Body */
/** @typedef {import("./types.js").Area} Area */
/** @typedef {import("./types.js").Moment} Moment */
/** @typedef {import("./types.js").Motion} Motion */
/** @typedef {Record<string, string>} Colours by what they are of: skin, top, legs, hair, mat, ... */

const FIELD_DEG = 24;
const ROOM_RATIO = 1.06; // around the figure
const SHADOW_CELLS = 1024;
const MAT_M = 0.012;
const LIGHT_DEG = 42; // aside of the camera

/** How much a part widens with a full breath: forward, up, aside. @type {Record<string, number[]>} */
const RIBS = {
  loin_middle: [0.025, 0, 0.01],
  loin_upper: [0.065, 0, 0.035],
  chest_lower: [0.095, 0, 0.065],
  chest_middle: [0.085, 0.01, 0.055],
  chest_upper: [0.045, 0.01, 0.02],
};

/** @type {Record<string, number>} */
const ROUGHNESS = { skin: 0.62, top: 0.85, legs: 0.9, hair: 0.7, line: 0.8 };

export class FigureScene {
  #scene = new Scene();
  #camera = new PerspectiveCamera(FIELD_DEG, 1, 0.1, 40);
  #renderer;
  #room = new Group(); // mirrored for the second side
  #things = new Group();
  #held = new HeldThings();
  #sky = new HemisphereLight(0xffffff, 0xffffff, 1.2);
  #sun = new DirectionalLight(0xfff3e4, 2.35);
  #rim = new DirectionalLight(0xdfe8ff, 0.7);
  #floor = new Mesh(new PlaneGeometry(30, 30), new ShadowMaterial({ opacity: 0.2 }));
  #glow = { value: 0 };
  #warm = { value: new Color(0xf4c27a) };
  /** @type {Map<string, MeshStandardMaterial>} */
  #materials = new Map();
  #geometry = new BufferGeometry();
  /** @type {Bone[]} */
  #bones = [];
  #joints;
  /** @type {number[][]} */
  #corners = [];
  #middle = [0, 0.5, 0];
  #first_m = 0;
  /** Where the camera looked before, and from how far: it goes on from there. */
  #before = { middle: [0, 0, 0], away: 0, aside: 1 };
  #onward = 1;
  #away = 0;
  #aside = 1; // from which side of the camera the light comes
  #best_deg = 0;
  /** @type {Colours} */
  #colours = {};

  /**
   * Raises an error where there is no WebGL, or none that is quick.
   * @param {HTMLCanvasElement} canvas
   * @param {Body} body
   * @param {boolean} quick whether only a graphics chip will do
   */
  constructor(canvas, body, quick) {
    this.body = body;
    this.#joints = new Float32Array(3 * body.parents.length);
    this.#renderer = new WebGLRenderer({
      canvas, antialias: true, alpha: true, failIfMajorPerformanceCaveat: quick,
    });
    this.software = isSoftware(drawnBy(this.#renderer.getContext()));
    if (quick && this.software) {
      this.#renderer.dispose();
      throw new Error("there is no graphics chip");
    }
    this.#renderer.shadowMap.enabled = true;
    this.#renderer.shadowMap.type = VSMShadowMap;
    this.#floor.rotation.x = -Math.PI / 2;
    this.#floor.receiveShadow = true;
    this.#room.add(this.#things, this.#held, this.#skinned(body));
    this.#scene.add(this.#room, this.#floor, this.#sky, this.#sun, this.#sun.target, this.#rim);
    this.#light();
  }

  /** @param {Colours} colours as CSS says them */
  paint(colours) {
    this.#colours = colours;
    for (const [name, material] of this.#materials) material.color.set(colours[name] ?? "#888");
    this.#warm.value.set(colours.glow ?? "#f4c27a");
    this.#sky.groundColor.set(colours.floor ?? "#ccc").lerp(new Color(0xffffff), 0.25);
    for (const thing of [...this.#things.children, ...this.#held.children]) {
      if (!(thing instanceof Mesh)) continue;
      /** @type {MeshStandardMaterial} */ (thing.material).color.set(colours[thing.name] ?? "#888");
    }
  }

  /**
   * Another exercise: what stands around, what glows, where the camera may be.
   * @param {Motion} motion
   */
  furnish(motion) {
    for (const old of [...this.#things.children]) {
      this.#things.remove(old);
      if (old instanceof Mesh) old.geometry.dispose();
    }
    const [low, high] = [motion.low_m, motion.high_m];
    for (const thing of motion.things) this.#things.add(...thingOf(thing));
    this.#held.hold(motion.held);
    this.#floor.position.y = motion.things.some((one) => one.kind === "mat") ? -MAT_M : 0;
    this.mark(motion.stretched);
    this.#middle = low.map((value, axis) => (value + (high[axis] ?? 0)) / 2);
    this.#corners = [0, 1, 2, 3, 4, 5, 6, 7].map((corner) =>
      low.map((value, axis) => ((corner >> axis) & 1 ? (high[axis] ?? 0) : value)),
    );
    for (const { kind, forward_m, right_m, size_m } of motion.things) {
      if (kind !== "mat") continue;
      for (const x of [-0.5, 0.5]) for (const z of [-0.5, 0.5]) {
        this.#corners.push([forward_m + x * size_m[0], 0, right_m + z * size_m[1]]);
      }
    }
    this.#first_m = 0;
    this.#best_deg = motion.azimuth_deg;
    this.paint(this.#colours);
  }

  /**
   * The body comes from another room: the camera, which looks at it, comes along.
   * @param {readonly number[]} begins_m what takes a place of that room into this one
   * @param {boolean} mirrored whether that room was seen as in a mirror
   */
  come(begins_m, mirrored) {
    const over = (/** @type {number} */ value, /** @type {number} */ axis) =>
      (mirrored && axis === 2 ? -value : value) + (begins_m[axis] ?? 0);
    this.#before = { middle: this.#middle.map(over), away: this.#away, aside: this.#aside };
  }

  /** @param {number} share of the camera's way from there, 0 to 1 */
  onward(share) {
    this.#onward = share;
  }

  /** @param {readonly Area[]} areas that glow */
  mark(areas) {
    const near = this.#geometry.getAttribute("glow");
    near.array.set(glowOf(this.body.places, areas));
    near.needsUpdate = true;
  }

  /** @param {boolean} warns whether what glows is to be avoided */
  warn(warns) {
    this.#warm.value.set((warns ? this.#colours.warn : this.#colours.glow) ?? "#f4c27a");
  }

  /**
   * @param {Moment} moment
   * @param {number} breath 0 to 1
   * @param {number} glow 0 to 1
   */
  pose(moment, breath, glow) {
    jointsOf(this.body, moment, this.#joints);
    this.#bones.forEach((bone, index) => {
      bone.quaternion.fromArray(moment.turns, 4 * index);
      bone.position.fromArray(this.#joints, 3 * (this.body.joints[index] ?? 0));
      const widens = RIBS[this.body.bones[index] ?? ""];
      if (widens) {
        const [x = 0, y = 0, z = 0] = widens;
        bone.scale.set(1 + x * breath, 1 + y * breath, 1 + z * breath);
      }
    });
    this.#held.follow((part) =>
      new Vector3().fromArray(this.#joints, 3 * this.body.bones.indexOf(part)));
    this.#glow.value = glow;
  }

  /**
   * @param {number} azimuth_deg
   * @param {number} above_deg
   * @param {boolean} mirrored the second side, seen as in a mirror
   */
  look(azimuth_deg, above_deg, mirrored) {
    this.#room.scale.z = mirrored ? -1 : 1;
    const turned = mirrored ? -azimuth_deg : azimuth_deg;
    const over = (/** @type {readonly number[]} */ point) =>
      mirrored ? [point[0] ?? 0, point[1] ?? 0, -(point[2] ?? 0)] : point;
    const way = toCamera(turned, above_deg);
    const to = over(this.#middle);
    const [x = 0, y = 0, z = 0] = to.map((value, axis) =>
      value + (1 - this.#onward) * ((this.#before.middle[axis] ?? 0) - value));
    const needed = ROOM_RATIO * distanceFor(
      this.#corners.map(over), to, way, FIELD_DEG, this.#camera.aspect);
    this.#first_m ||= needed;
    const there = Math.max(this.#first_m, needed);
    const away = there + (1 - this.#onward) * (this.#before.away - there);
    this.#away = away;
    this.#camera.position.set(x + way[0] * away, y + way[1] * away, z + way[2] * away);
    this.#camera.lookAt(x, y, z);
    // From before the person, or from behind where the camera is there too.
    const aside = (mirrored ? -1 : 1) * (Math.cos((this.#best_deg * Math.PI) / 180) < 0 ? -1 : 1);
    this.#aside = aside + (1 - this.#onward) * (this.#before.aside - aside);
    this.#shine(turned, this.#aside, x, z);
  }

  /**
   * A camera in the room, where `look` would find a place of its own.
   * @param {readonly [number, number, number]} place_m
   * @param {readonly [number, number, number]} at_m what is in the middle of the picture
   * @param {number} field_deg from bottom to top
   * @param {number} light_deg the light comes so far from the camera's left, or from its right
   */
  lookFrom(place_m, at_m, field_deg, light_deg) {
    const [x, y, z] = at_m;
    this.#camera.fov = field_deg;
    this.#camera.updateProjectionMatrix();
    this.#camera.position.set(...place_m);
    this.#camera.lookAt(x, y, z);
    const azimuth_deg = (Math.atan2(z - place_m[2], place_m[0] - x) * 180) / Math.PI;
    this.#shine(azimuth_deg, light_deg / LIGHT_DEG, x, z);
  }

  /**
   * What is around every exercise: a room.
   * @param {import("three").Object3D[]} things
   */
  surround(...things) {
    this.#scene.add(...things);
  }

  /**
   * @param {number} width CSS pixels
   * @param {number} height
   * @param {number} ratio device pixels a CSS pixel
   */
  size(width, height, ratio) {
    this.#renderer.setPixelRatio(ratio);
    this.#renderer.setSize(width, height, false);
    this.#camera.aspect = width / Math.max(1, height);
    this.#camera.updateProjectionMatrix();
    this.#first_m = 0;
  }

  /** Cheaper, where a machine is slow: no shadow of the body on itself. */
  plain() {
    this.#room.traverse((one) => {
      if (one instanceof SkinnedMesh) one.receiveShadow = false;
    });
    this.#sun.shadow.mapSize.setScalar(SHADOW_CELLS / 4);
    this.#sun.shadow.blurSamples = 4;
    this.#sun.shadow.radius = 2;
    this.#sun.shadow.map?.dispose();
    this.#sun.shadow.map = null;
  }

  render() {
    this.#renderer.render(this.#scene, this.#camera);
  }

  dispose() {
    this.#renderer.dispose();
    this.#geometry.dispose();
  }

  /**
   * @param {number} azimuth_deg of the camera
   * @param {number} aside 1 or -1, between them on the way over
   * @param {number} x
   * @param {number} z
   */
  #shine(azimuth_deg, aside, x, z) {
    const sun = toCamera(azimuth_deg + LIGHT_DEG * aside, 58);
    this.#sun.target.position.set(x, 0, z);
    this.#sun.position.set(x + 4 * sun[0], 4 * sun[1], z + 4 * sun[2]);
    const rim = toCamera(azimuth_deg + 160 * aside, 30);
    this.#rim.position.set(x + rim[0], rim[1], z + rim[2]);
  }

  #light() {
    const { shadow } = this.#sun;
    this.#sun.castShadow = true;
    shadow.mapSize.setScalar(SHADOW_CELLS);
    shadow.radius = 5;
    shadow.blurSamples = 12;
    shadow.bias = -0.0004;
    shadow.normalBias = 0.012;
    Object.assign(shadow.camera, { left: -1.6, right: 1.6, top: 1.6, bottom: -1.6, near: 1, far: 8 });
  }

  /** @param {Body} body */
  #skinned(body) {
    const geometry = this.#geometry;
    geometry.setAttribute("position", new BufferAttribute(body.places, 3));
    geometry.setAttribute("normal", new BufferAttribute(body.normals, 3, true));
    geometry.setAttribute("skinIndex", new BufferAttribute(body.carriers, 4));
    geometry.setAttribute("skinWeight", new BufferAttribute(body.shares, 4, true));
    geometry.setAttribute("glow", new BufferAttribute(new Uint8Array(body.places.length / 3), 1, true));
    geometry.setIndex(new BufferAttribute(body.triangles, 1));
    let start = 0;
    const materials = body.surfaces.map(([name, count], index) => {
      geometry.addGroup(start, count, index);
      start += count;
      return this.#material(name);
    });
    const mesh = new SkinnedMesh(geometry, materials);
    mesh.castShadow = mesh.receiveShadow = true;
    mesh.frustumCulled = false;
    this.#bones = body.joints.map(() => new Bone());
    mesh.add(...this.#bones);
    this.pose({ ...emptyMoment(0), turns: body.bind }, 0, 0);
    mesh.updateMatrixWorld(true);
    mesh.bind(new Skeleton(this.#bones), new Matrix4());
    return mesh;
  }

  /** @param {string} name */
  #material(name) {
    const material = new MeshStandardMaterial({ roughness: ROUGHNESS[name] ?? 0.8 });
    material.onBeforeCompile = (shader) => {
      Object.assign(shader.uniforms, { glowing: this.#glow, warm: this.#warm });
      shader.vertexShader = shader.vertexShader
        .replace("#include <common>", "#include <common>\nattribute float glow;\nvarying float near;")
        .replace("#include <begin_vertex>", "#include <begin_vertex>\nnear = glow;");
      shader.fragmentShader = shader.fragmentShader
        .replace("#include <common>",
          "#include <common>\nuniform float glowing;\nuniform vec3 warm;\nvarying float near;")
        .replace("#include <emissivemap_fragment>",
          "float lit = glowing * near;\n" +
          "diffuseColor.rgb = mix(diffuseColor.rgb, warm, 0.7 * lit);\n" +
          "totalEmissiveRadiance += warm * 0.22 * lit;");
    };
    this.#materials.set(name, material);
    return material;
  }
}

/** @param {WebGLRenderingContext | WebGL2RenderingContext} context */
function drawnBy(context) {
  const names = context.getExtension("WEBGL_debug_renderer_info");
  return String(context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER));
}
