import { afterEach, describe, expect, it, vi } from "vitest";
import { EmbedError } from "../../../embed/src/core/embed-error.ts";
import type { UiContext } from "../../../embed/src/core/types.ts";
import { uploadFile } from "../../../embed/src/ui/upload.ts";

const FORM = { uploadId: "upl_1", url: "https://uploads.example/", fields: { key: "pending/a", Policy: "p" } };
const file = new File(["12345"], `${"x".repeat(300)}.png`, { type: "image/png" });

/** What a browser's request to the store does; it ends when a test says so. */
class FakeStoreRequest extends EventTarget {
  readonly upload = new EventTarget();
  readonly calls: unknown[][] = [];
  status = 0;
  open = (...given: unknown[]) => void this.calls.push(["open", ...given]);
  setRequestHeader = (...given: unknown[]) => void this.calls.push(["setRequestHeader", ...given]);
  send = (body: FormData) => void this.calls.push(["send", ...[...body].map(([field]) => field)]);
  abort = () => {
    this.calls.push(["abort"]);
    this.dispatchEvent(new Event("loadend"));
  };
  tell = (loaded: number, total: number) =>
    this.upload.dispatchEvent(Object.assign(new Event("progress"), { loaded, total }));
  /** @param status 0: no answer came. */
  end = (status: number) => {
    this.status = status;
    this.dispatchEvent(new Event("loadend"));
  };
}

/** A page whose API answers the steps of an upload. */
function open(refusal?: EmbedError, chosen = file) {
  const requests: string[] = [];
  const sent: FakeStoreRequest[] = [];
  const told: number[] = [];
  vi.stubGlobal(
    "XMLHttpRequest",
    class extends FakeStoreRequest {
      constructor() {
        super();
        sent.push(this);
      }
    },
  );
  const request = async <Answer>(path: string, body?: string): Promise<Answer> => {
    requests.push(`${path} ${body}`);
    if (path !== "uploads" && refusal !== undefined) throw refusal;
    return JSON.parse(JSON.stringify(FORM));
  };
  const context: Pick<UiContext, "request"> = { request };
  const stopping = new AbortController();
  const upload = () =>
    uploadFile(context, {
      configuratorId: "cfg_1",
      attributeId: "logo",
      file: chosen,
      signal: stopping.signal,
      onProgress: (part) => told.push(part),
    });
  const store = () => vi.waitUntil(() => sent[0], { interval: 1 });
  return { upload, requests, store, sent, told, stop: () => stopping.abort() };
}

afterEach(() => vi.unstubAllGlobals());

describe("uploading a file", () => {
  it("asks for a form, sends it with the file last and without a header or a cookie, tells how far it is, and has it checked", async () => {
    const { upload, requests, store, told } = open();
    const done = upload();
    const sending = await store();
    sending.tell(1, 4);
    sending.tell(4, 4);
    expect(requests).toHaveLength(1);
    sending.end(204);
    expect(await done).toBe("upl_1");
    const name = `${"x".repeat(251)}.png`;
    const asked = { configuratorId: "cfg_1", attributeId: "logo", contentType: "image/png", bytes: 5, name };
    expect(requests).toEqual([`uploads ${JSON.stringify(asked)}`, "uploads/upl_1/complete {}"]);
    expect(sending.calls).toEqual([
      ["open", "POST", FORM.url],
      ["send", "key", "Policy", "file"],
    ]);
    expect(sending).not.toHaveProperty("withCredentials");
    expect(told).toEqual([0.25, 1]);
  });

  it.each([
    ["is refused by the store", 403, "file_not_accepted"],
    ["is sent elsewhere by the store", 304, "file_not_accepted"],
    ["does not get there", 0, "unreachable"],
  ])("fails when the file %s, and has nothing checked", async (_, status, code) => {
    const { upload, requests, store } = open();
    const done = upload();
    (await store()).end(status);
    await expect(done).rejects.toMatchObject({ name: "EmbedError", code, status });
    expect(requests).toHaveLength(1);
  });

  it("says what it sends in JSON that the API takes, on a page that spoils JSON too, and for a name that is cut in a character", async () => {
    const toJSON = { value: () => "spoilt", configurable: true };
    Object.defineProperty(String.prototype, "toJSON", toJSON);
    try {
      const { upload, requests, store } = open(
        undefined,
        new File(["12345"], `\u{1F600}${"x".repeat(254)}`, { type: "image/png" }),
      );
      const done = upload();
      (await store()).end(204);
      await done;
      const name = `\ufffd${"x".repeat(254)}`;
      const asked = `{"configuratorId":"cfg_1","attributeId":"logo","contentType":"image/png","bytes":5,"name":"${name}"}`;
      expect(requests[0]).toBe(`uploads ${asked}`);
    } finally {
      Reflect.deleteProperty(String.prototype, "toJSON");
    }
  });

  it("fails when the file is not what it was said to be", async () => {
    const refusal = new EmbedError("file_not_accepted", "no", 422);
    const { upload, store } = open(refusal);
    const done = upload();
    (await store()).end(204);
    await expect(done).rejects.toBe(refusal);
  });

  it("stops when it is told to, and has nothing checked", async () => {
    const { upload, requests, store, stop } = open();
    const done = upload();
    const { calls } = await store();
    stop();
    await expect(done).rejects.toMatchObject({ name: "EmbedError", code: "canceled" });
    expect(calls.at(-1)).toEqual(["abort"]);
    expect(requests).toHaveLength(1);
  });

  it("sends nothing when it was stopped before there was a form", async () => {
    const { upload, requests, sent, stop } = open();
    stop();
    await expect(upload()).rejects.toMatchObject({ name: "EmbedError", code: "canceled" });
    expect([requests.length, sent]).toEqual([1, []]);
  });
});
