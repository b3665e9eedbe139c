interface Route {
  readonly method: string;
  readonly path: string;
}

/**
 * Whether some request fits both routes and neither is the more specific one: a gateway that prefers literal segments could then
 * choose either.
 */
export function isAmbiguous(left: Route, right: Route): boolean {
  if (left.method !== right.method) return false;
  const a = left.path.split("/");
  const b = right.path.split("/");
  if (a.length !== b.length) return false;
  const pairs = a.map((segment, index) => [segment, b[index] ?? ""] as const);
  const isOverlapping = pairs.every(([one, other]) => one === other || isParameter(one) || isParameter(other));
  const isLeftMoreSpecific = pairs.some(([one, other]) => !isParameter(one) && isParameter(other));
  const isRightMoreSpecific = pairs.some(([one, other]) => isParameter(one) && !isParameter(other));
  return isOverlapping && isLeftMoreSpecific === isRightMoreSpecific;
}

function isParameter(segment: string): boolean {
  return segment.startsWith("{");
}
