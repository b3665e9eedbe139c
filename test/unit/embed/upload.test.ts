import { afterEach, describe, expect, it, vi } from "vitest";
import { EmbedError } from "../../../embed/src/core/embed-error.ts";
import type { UiContext } from "../../../embed/src/core/types.ts";
import { uploadFile } from "../../../embed/src/ui/upload.ts";

const FORM = { uploadId: "upl_1", url: "https://uploads.example/", fields: { key: "pending/a", Policy: "p" } };
const file = new File(["12345"], `${"x".repeat(300)}.png`, { type: "image/png" });

/** A page whose API answers the steps of an upload, and whose store answers what is given. */
function open(store: () => Promise<Response>, refusal?: EmbedError) {
  const requests: string[] = [];
  const fetches: [string, RequestInit][] = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    fetches.push([url, init]);
    return store();
  });
  const request = async <Answer>(path: string, body?: string): Promise<Answer> => {
    requests.push(`${path} ${body}`);
    if (path !== "uploads" && refusal !== undefined) throw refusal;
    return JSON.parse(JSON.stringify(FORM));
  };
  const context: Pick<UiContext, "request"> = { request };
  const upload = () => uploadFile(context, { configuratorId: "cfg_1", attributeId: "logo", file });
  return { upload, requests, fetches };
}

afterEach(() => vi.unstubAllGlobals());

describe("uploading a file", () => {
  it("asks for a form, sends it with the file last and without a header that needs a preflight, and has it checked", async () => {
    const { upload, requests, fetches } = open(async () => new Response(null, { status: 204 }));
    expect(await upload()).toBe("upl_1");
    const name = `${"x".repeat(251)}.png`;
    const asked = { configuratorId: "cfg_1", attributeId: "logo", contentType: "image/png", bytes: 5, name };
    expect(requests).toEqual([`uploads ${JSON.stringify(asked)}`, "uploads/upl_1/complete {}"]);
    const [[url, init] = ["", {}]] = fetches;
    expect([url, Object.keys(init).sort()]).toEqual([FORM.url, ["body", "credentials", "method"]]);
    expect(init).toMatchObject({ method: "POST", credentials: "omit" });
    const fields = init.body instanceof FormData ? [...init.body] : [];
    expect(fields.map(([field]) => field)).toEqual(["key", "Policy", "file"]);
  });

  it.each([
    ["is refused by the store", async () => new Response("", { status: 403 }), "file_not_accepted", 403],
    ["does not get there", () => Promise.reject(new TypeError("offline")), "unreachable", 0],
  ])("fails when the file %s, and has nothing checked", async (_, store, code, status) => {
    const { upload, requests } = open(store);
    await expect(upload()).rejects.toMatchObject({ name: "EmbedError", code, status });
    expect(requests).toHaveLength(1);
  });

  it("fails when the file is not what it was said to be", async () => {
    const refusal = new EmbedError("file_not_accepted", "no", 422);
    await expect(open(async () => new Response(null, { status: 204 }), refusal).upload()).rejects.toBe(refusal);
  });
});
