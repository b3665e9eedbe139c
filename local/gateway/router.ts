import type { LocalRoute } from "../template/api.ts";
import type { PathSegment } from "../template/route-key.ts";

export interface RouteMatch {
  readonly route: LocalRoute;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * Finds the route of a request as an HTTP API does: a full match wins over a greedy one, a name over a parameter, and a path
 * that fits under another method only is no match at all. Paths are case-sensitive, and `/a/` is not `/a`.
 */
export type Router = (method: string, pathSegments: readonly string[]) => RouteMatch | undefined;

export function createRouter(routes: readonly LocalRoute[]): Router {
  const ranked = [...routes].sort((left, right) => compareSpecificity(left.segments, right.segments));
  return (method, pathSegments) => {
    for (const route of ranked) {
      if (route.method !== method) continue;
      const pathParameters = matchSegments(route.segments, pathSegments);
      if (pathParameters !== undefined) return { route, pathParameters };
    }
    return undefined;
  };
}

const RANK: Readonly<Record<PathSegment["kind"], number>> = { literal: 0, parameter: 1, greedy: 2 };

function compareSpecificity(left: readonly PathSegment[], right: readonly PathSegment[]): number {
  const greedy = Number(left.at(-1)?.kind === "greedy") - Number(right.at(-1)?.kind === "greedy");
  if (greedy !== 0) return greedy;
  for (const [index, segment] of left.entries()) {
    const other = right[index];
    if (other === undefined) break;
    const difference = RANK[segment.kind] - RANK[other.kind];
    if (difference !== 0) return difference;
  }
  return right.length - left.length;
}

function matchSegments(pattern: readonly PathSegment[], path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const part = path[index];
    if (part === undefined || part === "") return undefined;
    switch (segment.kind) {
      case "literal":
        if (segment.text !== part) return undefined;
        break;
      case "parameter":
        parameters[segment.name] = part;
        break;
      case "greedy":
        return { ...parameters, [segment.name]: path.slice(index).join("/") };
    }
  }
  return pattern.length === path.length ? parameters : undefined;
}
