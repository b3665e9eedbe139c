import { FILE_TYPES, type FileAttribute } from "../../../../functions/domain/configurator/document.ts";
import { h, isDisabled, uniqueId } from "../dom.ts";
import { formatBytes } from "../format.ts";
import { lateTextsFor } from "../late-texts.ts";
import { fill } from "../texts.ts";
import type { ControlContext } from "./control.ts";

/** What stands in the field of a file attribute. */
export interface FileInput {
  readonly nodes: readonly HTMLElement[];
  update(upload: string): void;
}

/** Names and sizes of what was uploaded from this page: the API gives them to the shop only. By upload id. */
const uploaded = new Map<string, string>();

/**
 * Chooses one file and sends it at once.
 * @param id of the input, for the label that stands in the page already.
 */
export function createFileInput(
  { accept, maxBytes }: FileAttribute,
  { locale, ...context }: ControlContext,
  id: string,
  describedBy: string,
): FileInput {
  const texts = lateTextsFor(context.texts);
  const [limitId, stateId] = [uniqueId(), uniqueId()];
  const input = h("input", {
    id,
    type: "file",
    class: "unseen",
    accept: accept.join(),
    "aria-describedby": `${describedBy} ${limitId} ${stateId}`,
  });
  const button = h("label", { class: "button", part: "button file", for: id });
  const progress = h("progress", { part: "progress", hidden: true });
  const state = h("p", { class: "file", part: "file", id: stateId });
  const remove = h("button", { type: "button", part: "button remove", class: "quiet" }, texts.remove);
  const types = FILE_TYPES.filter((type) => accept.includes(type)).map((type) =>
    type.replace(/.*\//, "").toUpperCase(),
  );
  const limit = fill(texts.choosable, { types: types.join(", "), size: formatBytes(maxBytes, locale) });
  let current = "";
  let latest: File | undefined;

  const show = (text: string, isWrong = false) => {
    state.textContent = text;
    state.classList.toggle("failed", isWrong);
    input.setAttribute("aria-invalid", String(isWrong));
  };
  const tell = (text: string, isWrong: boolean) => {
    show(text, isWrong);
    context.announce(text);
  };
  const finish = () => {
    latest = undefined;
    progress.hidden = true;
    button.textContent = current ? texts.exchange : texts.choose;
    remove.hidden = current === "";
  };
  const send = async (file: File) => {
    const { name, size, type } = file;
    if (!accept.some((accepted) => accepted === type)) return tell(fill(texts.wrongType, { name }), true);
    if (size > maxBytes) return tell(`${fill(texts.tooLarge, { name })} ${limit}`, true);
    latest = file;
    progress.hidden = false;
    tell(fill(texts.uploading, { name }), false);
    try {
      const upload = await context.upload(file);
      if (latest !== file) return;
      uploaded.set(upload, `${name} (${formatBytes(size, locale)})`);
      context.choose(upload, true);
      context.announce(fill(texts.uploaded, { name }));
    } catch {
      if (latest !== file) return;
      tell(fill(texts.uploadFailed, { name }), true);
    }
    finish();
  };
  input.addEventListener("click", (event) => {
    if (!isDisabled(input)) return;
    event.preventDefault();
    context.choose("", true);
  });
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    // The same file can be chosen again after a failure.
    input.value = "";
    if (file) void send(file);
  });
  remove.addEventListener("click", () => {
    context.choose("", true);
    input.focus();
  });

  return {
    nodes: [
      h("p", { class: "help", id: limitId }, limit),
      h("div", { class: "files" }, input, button, remove),
      progress,
      state,
    ],
    update(upload) {
      if (upload === current && button.textContent) return;
      current = upload;
      show(current && (uploaded.get(current) ?? context.texts.upload));
      finish();
    },
  };
}
