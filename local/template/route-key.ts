import type { Property } from "./property.ts";

export interface RoutePath {
  /** As in the template: `GET /v1/tokens/{tokenId}`. */
  readonly routeKey: string;
  readonly method: string;
  readonly path: string;
  readonly segments: readonly PathSegment[];
}

export type PathSegment =
  | { readonly kind: "literal"; readonly text: string }
  /** Exactly one segment that is not empty. */
  | { readonly kind: "parameter"; readonly name: string }
  /** `{name+}`: the rest of the path, at least one segment. Only at the end. */
  | { readonly kind: "greedy"; readonly name: string };

const METHODS = ["GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "DELETE"];

/** `ANY` and `$default` are refused: how AWS ranks them against a path that fits better is not written down. */
export function parseRouteKey(property: Property): RoutePath {
  const routeKey = property.string();
  const [method, path, ...rest] = routeKey.split(" ");
  if (method === undefined || path === undefined || rest.length > 0 || !METHODS.includes(method)) {
    return property.fail(
      `is ${JSON.stringify(routeKey)}; the local gateway implements "<METHOD> <path>" with one of ${METHODS.join(", ")}`,
    );
  }
  if (!path.startsWith("/") || (path !== "/" && path.endsWith("/")))
    property.fail("must have a path that begins, and does not end, with a slash");
  const parts = path === "/" ? [] : path.slice(1).split("/");
  return {
    routeKey,
    method,
    path,
    segments: parts.map((part, index) => parseSegment(part, index === parts.length - 1, property)),
  };
}

function parseSegment(part: string, isLast: boolean, property: Property): PathSegment {
  const [, name, plus] = /^\{([\w.-]+)(\+?)\}$/.exec(part) ?? [];
  if (name === undefined) {
    return /^[^{}]+$/.test(part)
      ? { kind: "literal", text: part }
      : property.fail(`has the segment ${part}, which is not a name or {parameter}`);
  }
  if (plus === "") return { kind: "parameter", name };
  return isLast ? { kind: "greedy", name } : property.fail(`has {${name}+} before the end of the path`);
}
