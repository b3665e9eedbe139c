import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Listener } from "../../../local/http/listen.ts";
import { startFrontDoor } from "./front-door.ts";

describe("what the edge adds to answers of the API", () => {
  let edge: Listener;
  beforeAll(async () => {
    edge = await startFrontDoor();
  });
  afterAll(() => edge.close());

  const headersOf = async (path: string) => {
    const { headers } = await fetch(`http://127.0.0.1:${edge.port}${path}`);
    const names = ["x-content-type-options", "x-frame-options", "strict-transport-security"];
    return names.map((name) => headers.get(name));
  };

  it("is three headers, and one for loads of configurators, which are paid for by the byte", async () => {
    expect(await headersOf("/v1/tokens")).toEqual(["nosniff", "DENY", "max-age=31536000"]);
    expect(await headersOf("/embed/v1/configurations/abc")).toEqual(["nosniff", "DENY", "max-age=31536000"]);
    expect(await headersOf("/embed/v1/configurators/cfg_a")).toEqual(["nosniff", null, null]);
  });
});
