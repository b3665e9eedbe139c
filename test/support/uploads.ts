import type { ConfiguratorDocument, FileAttribute } from "../../functions/domain/configurator/document.ts";
import type { CompletedUpload, CreateUpload, Upload } from "../../sdk/src/index.ts";
import type { PlainResponse, TestPlatform } from "./test-platform.ts";

/** A whole PNG of one pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A product with two attributes for files, and one for something else. */
export function createFileConfigurator(): ConfiguratorDocument {
  const file = (id: string): FileAttribute => ({
    type: "file",
    id,
    label: { en: id },
    accept: ["image/png", "application/pdf"],
    maxBytes: 2000,
  });
  return {
    schemaVersion: 1,
    name: { en: "Mug" },
    locales: ["en"],
    pricing: { currencies: ["EUR"], base: { EUR: 900 } },
    attributes: [file("logo"), file("motif"), { type: "boolean", id: "gift", label: { en: "Gift" }, default: false }],
    media: { width: 100, height: 100, alt: { en: "A mug" }, layers: [{ src: "/mug.png" }] },
  };
}

export interface SentForm {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** What a browser does with a form. */
export async function sendForm(
  { url, fields }: Pick<Upload, "url" | "fields">,
  file: Uint8Array<ArrayBuffer>,
  origin = "https://shop.example.com",
): Promise<SentForm> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new Blob([file]), "whatever.bin");
  const response = await fetch(url, { method: "POST", body: form, headers: { origin } });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** A page of the demo shop that sends files for one configurator. */
export interface UploadPage {
  readonly configuratorId: string;
  post(path: string, body?: object, token?: string): Promise<PlainResponse>;
  create(more?: Partial<CreateUpload>): Promise<Upload>;
  /** All three steps. */
  upload(attributeId?: string, file?: Uint8Array<ArrayBuffer>): Promise<CompletedUpload>;
  complete(uploadId: string): Promise<PlainResponse>;
  save(values: object): Promise<PlainResponse>;
}

/** Publishes a configurator that takes files. */
export async function openUploadPage(test: TestPlatform): Promise<UploadPage> {
  const { id: configuratorId } = await test.owner.configurators.create({
    name: "Files",
    draft: createFileConfigurator(),
  });
  await test.owner.configurators.publish(configuratorId);

  const post: UploadPage["post"] = (path, body = {}, token = test.demo.publicToken) =>
    test.request(`/embed/v1/${path}?access_token=${token}`, {
      method: "POST",
      origin: test.demo.shopUrl,
      headers: { "content-type": "text/plain" },
      body,
    });
  const complete = (uploadId: string) => post(`uploads/${uploadId}/complete`);
  const create: UploadPage["create"] = async (more) => {
    const file = { configuratorId, attributeId: "logo", contentType: "image/png", bytes: PNG.length, ...more };
    return answerOf<Upload>(await post("uploads", file), 200);
  };
  return {
    configuratorId,
    post,
    create,
    complete,
    async upload(attributeId = "logo", file = PNG) {
      const form = await create({ attributeId, bytes: file.length, name: "My logo.png" });
      await sendForm(form, file);
      return answerOf<CompletedUpload>(await complete(form.uploadId), 200);
    },
    save: (values) => post("configurations", { configuratorId, values }),
  };
}

/** The body of an answer with the expected status. */
export function answerOf<Body>({ status, json, text }: PlainResponse, expected: number): Body {
  if (status !== expected) throw new Error(`answered ${status}: ${text}`);
  return json as Body;
}
