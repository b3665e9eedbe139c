import { describe, expect, it } from "vitest";
import { createRouter } from "../../../local/gateway/router.ts";
import { createProperty } from "../../../local/template/property.ts";
import { parseRouteKey } from "../../../local/template/route-key.ts";

function router(...keys: string[]) {
  const routes = keys.map((key) => ({
    ...parseRouteKey(createProperty(key, "RouteKey", { paths: new Set() })),
    functionArn: key,
    timeoutMs: 1,
    isInvokePermitted: true,
  }));
  const find = createRouter(routes);
  return (method: string, path: string) => {
    const match = find(method, path === "/" ? [] : path.slice(1).split("/"));
    return match === undefined ? undefined : [match.route.routeKey, match.pathParameters];
  };
}

describe("createRouter", () => {
  it("gives one segment to a parameter, and nothing else", () => {
    const find = router("GET /a/{id}");
    expect(find("GET", "/a/1")).toEqual(["GET /a/{id}", { id: "1" }]);
    expect(find("GET", "/a/1/2")).toBeUndefined();
    expect(find("GET", "/a")).toBeUndefined();
    expect(find("GET", "/a/")).toBeUndefined();
  });

  it("gives the rest of the path to a greedy parameter, at least one segment", () => {
    const find = router("GET /a/{proxy+}");
    expect(find("GET", "/a/1/2/3")).toEqual(["GET /a/{proxy+}", { proxy: "1/2/3" }]);
    expect(find("GET", "/a/1")).toEqual(["GET /a/{proxy+}", { proxy: "1" }]);
    expect(find("GET", "/a")).toBeUndefined();
    expect(find("GET", "/a/")).toBeUndefined();
  });

  it("prefers a name to a parameter, and both to a greedy one, whatever the order in the template", () => {
    for (const keys of [
      ["GET /{proxy+}", "GET /a/{id}", "GET /a/b"],
      ["GET /a/b", "GET /a/{id}", "GET /{proxy+}"],
    ]) {
      const find = router(...keys);
      expect(find("GET", "/a/b")?.[0]).toBe("GET /a/b");
      expect(find("GET", "/a/c")?.[0]).toBe("GET /a/{id}");
      expect(find("GET", "/a/c/d")?.[0]).toBe("GET /{proxy+}");
    }
  });

  it("prefers a full match to a greedy one that begins with more names", () => {
    const find = router("GET /a/{proxy+}", "GET /{x}/b");
    expect(find("GET", "/a/b")?.[0]).toBe("GET /{x}/b");
    expect(find("GET", "/a/c")?.[0]).toBe("GET /a/{proxy+}");
  });

  it("prefers the longer of two greedy routes", () => {
    const find = router("GET /{proxy+}", "GET /a/{proxy+}");
    expect(find("GET", "/a/b")).toEqual(["GET /a/{proxy+}", { proxy: "b" }]);
  });

  it("does not serve a path under another method", () => {
    const find = router("GET /a", "OPTIONS /{proxy+}");
    expect(find("POST", "/a")).toBeUndefined();
    expect(find("HEAD", "/a")).toBeUndefined();
    expect(find("OPTIONS", "/a")?.[0]).toBe("OPTIONS /{proxy+}");
  });

  it("takes /a and /a/ and /A for three paths", () => {
    const find = router("GET /a");
    expect(find("GET", "/a")).toBeDefined();
    expect(find("GET", "/a/")).toBeUndefined();
    expect(find("GET", "/A")).toBeUndefined();
  });

  it("serves the root", () => {
    expect(router("GET /")("GET", "/")?.[0]).toBe("GET /");
  });
});
