/** A point of a profile or a path, in meters. */
export type Point2 = readonly [number, number];
export type Point3 = readonly [number, number, number];

/** A triangle mesh. Three numbers for each position and normal, two for each place in a texture, three for each triangle. */
export interface Geometry {
  readonly positions: Float32Array<ArrayBuffer>;
  readonly normals: Float32Array<ArrayBuffer>;
  readonly uvs: Float32Array<ArrayBuffer>;
  readonly indices: Uint16Array<ArrayBuffer>;
}

interface Vertex {
  readonly position: Point3;
  readonly normal: Point3;
  readonly uv: Point2;
}

/** Turns a profile, points of radius and height from below to above on its outer side, around an axis that stands at `[x, z]`. */
export function turn(profile: readonly Point2[], axis: Point2, segments = 64): Geometry {
  const slopes = normalsOf(profile);
  return mesh(profile.length, segments, (row, column) => {
    const angle = (column / segments) * 2 * Math.PI;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [radius, height] = at(profile, row);
    const [out, up] = at(slopes, row);
    const [x, z] = [radius * cos, radius * sin];
    return {
      position: [axis[0] + x, height, axis[1] + z],
      normal: [out * cos, up, out * sin],
      // Seen from above, a square of 24 cm around the axis.
      uv: [0.5 + x / 0.24, 0.5 + z / 0.24 + height * 3],
    };
  });
}

/** A round tube along a path. */
export function sweep(path: readonly Point3[], radius: number, segments = 14): Geometry {
  let side: Point3 = [0, 0, 1];
  const frames = path.map((point, index) => {
    const along = normalize(subtract(at(path, Math.min(index + 1, path.length - 1)), at(path, Math.max(index - 1, 0))));
    // Carried on from point to point, so that the tube does not twist.
    side = normalize(subtract(side, scale(along, dot(side, along))));
    return { point, side, across: cross(along, side) };
  });
  return mesh(path.length, segments, (row, column) => {
    const angle = -(column / segments) * 2 * Math.PI;
    const { point, side: first, across } = at(frames, row);
    const normal = add(scale(first, Math.cos(angle)), scale(across, Math.sin(angle)));
    return { position: add(point, scale(normal, radius)), normal, uv: [column / segments, row / path.length] };
  });
}

/** Part of the surface of an upright cylinder, from one angle to another, as a plate with flat edges. */
export function bend(axis: Point2, radius: number, heights: Point2, angles: Point2): Geometry {
  const edge = 0.0006;
  const rows: readonly Point2[] = [
    [radius - 0.002, heights[0]],
    [radius, heights[0] + edge],
    [radius, heights[1] - edge],
    [radius - 0.002, heights[1]],
  ];
  const columns = 16;
  return mesh(rows.length, columns, (row, column) => {
    const angle = angles[0] + (angles[1] - angles[0]) * (column / columns);
    const [distance, height] = at(rows, row);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return {
      position: [axis[0] + distance * cos, height, axis[1] + distance * sin],
      normal: [cos, 0, sin],
      uv: [0, 0],
    };
  });
}

/** A profile with its corners made round. */
export function soften(profile: readonly Point2[], radius: number, steps = 4): readonly Point2[] {
  return profile.flatMap((corner, index) => {
    const [before, after] = [profile[index - 1], profile[index + 1]];
    if (!before || !after) return [corner];
    const [from, to] = [toward(corner, before, radius), toward(corner, after, radius)];
    return Array.from({ length: steps + 1 }, (_, step) => bezier(from, corner, to, step / steps));
  });
}

/** Points of a quadratic curve. */
export function curve(from: Point2, control: Point2, to: Point2, steps: number): readonly Point2[] {
  return Array.from({ length: steps + 1 }, (_, step) => bezier(from, control, to, step / steps));
}

function bezier(from: Point2, control: Point2, to: Point2, t: number): Point2 {
  const blend = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t ** 2 * c;
  return [blend(from[0], control[0], to[0]), blend(from[1], control[1], to[1])];
}

function toward(from: Point2, to: Point2, distance: number): Point2 {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const share = Math.min(distance / length, 0.5);
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/** A grid of vertices, closed to triangles; `columns + 1` in each row. */
function mesh(rows: number, columns: number, vertexAt: (row: number, column: number) => Vertex): Geometry {
  const width = columns + 1;
  const vertices = Array.from({ length: rows * width }, (_, index) =>
    vertexAt(Math.floor(index / width), index % width),
  );
  const indices = Array.from({ length: (rows - 1) * columns }, (_, index) => {
    const corner = Math.floor(index / columns) * width + (index % columns);
    return [corner, corner + width, corner + 1, corner + 1, corner + width, corner + width + 1];
  });
  return {
    positions: Float32Array.from(vertices.flatMap(({ position }) => position)),
    normals: Float32Array.from(vertices.flatMap(({ normal }) => normal)),
    uvs: Float32Array.from(vertices.flatMap(({ uv }) => uv)),
    indices: Uint16Array.from(indices.flat()),
  };
}

/** The direction that each point of a profile looks to: to the right of the way to the next point. */
function normalsOf(profile: readonly Point2[]): readonly Point2[] {
  return profile.map((_, index) => {
    const [before, after] = [at(profile, Math.max(index - 1, 0)), at(profile, Math.min(index + 1, profile.length - 1))];
    const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
    const length = Math.hypot(dx, dy) || 1;
    return [dy / length, -dx / length];
  });
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no item ${index}`);
  return item;
}

const add = (a: Point3, b: Point3): Point3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const subtract = (a: Point3, b: Point3): Point3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const scale = (a: Point3, factor: number): Point3 => [a[0] * factor, a[1] * factor, a[2] * factor];
const dot = (a: Point3, b: Point3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Point3, b: Point3): Point3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const normalize = (a: Point3): Point3 => scale(a, 1 / (Math.hypot(...a) || 1));
