import { expect } from "vitest";
import { endUpload } from "../stored-files.ts";
import { createFileConfigurator, PNG, sendForm } from "../uploads.ts";
import { type Guide, idOf, once } from "./guide.ts";

/** Files that shoppers add, what the shop does with them, and one run of what deletes those that no save has. */
export async function visitUploads({ test, manage, embed }: Guide): Promise<void> {
  const draft = createFileConfigurator();
  const configuratorId = idOf(await manage("createConfigurator", { status: 201, body: { name: "Files", draft } }));
  await manage("publishConfigurator", { status: 200, path: { configuratorId } });

  const upload = async (): Promise<string> => {
    const file = { configuratorId, attributeId: "logo", contentType: "image/png", bytes: PNG.length, name: "logo.png" };
    const { json } = await embed("createUpload", { status: 200, body: file });
    const form = json as { readonly uploadId: string; readonly url: string; readonly fields: Record<string, string> };
    await embed("completeUpload", { status: 409, path: { uploadId: form.uploadId }, body: {} });
    expect((await sendForm(form, PNG)).status).toBe(204);
    await embed("completeUpload", { status: 200, path: { uploadId: form.uploadId }, body: {} });
    return form.uploadId;
  };
  const firstId = await upload();
  const first = { configuratorId, values: { logo: firstId } };
  const saved = await embed("saveConfiguration", { status: 201, body: first, headers: once() });
  const [shortId, editKey] = [idOf(saved, "shortId"), idOf(saved, "editKey")];
  const second = { editKey, values: { logo: await upload() } };
  await embed("updateConfiguration", { status: 200, path: { shortId }, body: second });

  const file = await manage("getConfigurationFile", { status: 200, path: { shortId, attributeId: "logo" } });
  expect((await fetch(idOf(file, "url"))).status).toBe(200);
  await manage("deleteConfiguration", { status: 204, path: { shortId } });
  await endUpload(test, firstId, 61);
  await test.platform.runSchedule("FileCleanup");
  await manage("deleteConfigurator", { status: 204, path: { configuratorId } });
}
