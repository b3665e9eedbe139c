import { describe, expect, it } from "vitest";
import { EmbedError } from "../../../embed/src/core/embed-error.ts";
import { open } from "../../../embed/src/core/opening.ts";
import type { Request } from "../../../embed/src/core/request.ts";

/** Answers by path; a missing answer is a 404. */
function createFakeRequest(answers: Readonly<Record<string, unknown>>) {
  const paths: string[] = [];
  const request: Request = async (path) => {
    paths.push(path);
    if (!Object.hasOwn(answers, path)) throw new EmbedError("not_found", "", 404);
    return JSON.parse(JSON.stringify(answers[path]));
  };
  return { paths, request };
}

const published = { configuratorId: "cfg_a", version: 2, document: {} };

describe("open", () => {
  it("loads the published version in one request", async () => {
    const { paths, request } = createFakeRequest({ "configurators/cfg_a": published });
    expect(await open(request, "cfg_a", null, "https://api.example/lkp_a")).toEqual({ loaded: published });
    expect(paths).toEqual(["configurators/cfg_a"]);
  });

  it("loads the texts in one language, where it is known", async () => {
    const { paths, request } = createFakeRequest({ "configurators/cfg_a?language=de": published });
    await open(request, "cfg_a", null, "https://api.example/lkp_a", "de");
    expect(paths).toEqual(["configurators/cfg_a?language=de"]);
  });

  it("resumes in one request", async () => {
    const saved = { shortId: "short-1", configuratorId: "cfg_a", version: 1, document: {}, values: { lid: true } };
    const { paths, request } = createFakeRequest({ "configurations/short-1": saved });
    expect(await open(request, "cfg_a", "short-1", "https://api.example/lkp_a")).toEqual({
      loaded: saved,
      resumed: saved,
    });
    expect(paths).toEqual(["configurations/short-1"]);
  });

  it("loads the published version and says so when the link opens nothing", async () => {
    const { request } = createFakeRequest({ "configurators/cfg_a": published });
    expect(await open(request, "cfg_a", "short-2", "https://api.example/lkp_a")).toEqual({
      loaded: published,
      resumeFailed: true,
    });
  });

  it("asks once for the link that several configurators of a page have in common", async () => {
    const saved = { shortId: "short-3", configuratorId: "cfg_a", version: 1, document: {}, values: {} };
    const other = { ...published, configuratorId: "cfg_b" };
    const { paths, request } = createFakeRequest({ "configurations/short-3": saved, "configurators/cfg_b": other });
    const [first, second] = await Promise.all([
      open(request, "cfg_a", "short-3", "https://api.example/lkp_a"),
      open(request, "cfg_b", "short-3", "https://api.example/lkp_a"),
    ]);
    expect(first.resumed).toEqual(saved);
    expect(second).toEqual({ loaded: other });
    expect(paths).toEqual(["configurations/short-3", "configurators/cfg_b"]);
  });

  it("asks again for another token, which may not open it", async () => {
    const saved = { shortId: "short-5", configuratorId: "cfg_a", version: 1, document: {}, values: {} };
    const own = createFakeRequest({ "configurations/short-5": saved });
    const foreign = createFakeRequest({ "configurators/cfg_a": published });
    const [first, second] = await Promise.all([
      open(own.request, "cfg_a", "short-5", "https://api.example/lkp_a"),
      open(foreign.request, "cfg_a", "short-5", "https://api.example/lkp_b"),
    ]);
    expect(first.resumed).toEqual(saved);
    expect(second).toEqual({ loaded: published, resumeFailed: true });
  });

  it("asks again later, because a configuration may have changed", async () => {
    const saved = { shortId: "short-6", configuratorId: "cfg_a", version: 1, document: {}, values: {} };
    const { paths, request } = createFakeRequest({ "configurations/short-6": saved });
    await open(request, "cfg_a", "short-6", "https://api.example/lkp_a");
    await open(request, "cfg_a", "short-6", "https://api.example/lkp_a");
    expect(paths).toEqual(["configurations/short-6", "configurations/short-6"]);
  });

  it("cannot be led to another path by the page's address", async () => {
    const { paths, request } = createFakeRequest({ "configurators/cfg_a": published });
    await open(request, "cfg_a", "../configurators/cfg_b?x=#", "https://api.example/lkp_a");
    expect(paths[0]).toBe("configurations/..%2Fconfigurators%2Fcfg_b%3Fx%3D%23");
  });

  it("fails when there is nothing to show", async () => {
    await expect(
      open(createFakeRequest({}).request, "cfg_a", "short-4", "https://api.example/lkp_a"),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
