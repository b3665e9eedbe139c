import { FILE_TYPES, type FileAttribute } from "../../../../functions/domain/configurator/document.ts";
import { isEmbedError } from "../../core/embed-error.ts";
import { h, isDisabled } from "../dom.ts";
import { formatBytes } from "../format.ts";
import { lateTextsFor } from "../late-texts.ts";
import { fill } from "../texts.ts";
import type { Sending } from "../upload.ts";
import type { ControlContext } from "./control.ts";

/** What stands in the field of a file attribute. */
export interface FileInput {
  readonly nodes: readonly HTMLElement[];
  update(uploadId: string): void;
}

export interface FileInputOptions {
  readonly attribute: FileAttribute;
  readonly context: ControlContext;
  /** Of the input, for the label that stands in the page already. */
  readonly id: string;
  readonly describedBy: string;
}

/** Names and sizes of what was uploaded from this page: the API gives them to the shop only. By upload id. */
const uploaded = new Map<string, string>();

/**
 * Chooses one file and sends it at once.
 * @param upload gives the id of the upload.
 */
export function createFileInput(
  {
    attribute: { id: attributeId, accept, maxBytes },
    context: { locale, ...context },
    id,
    describedBy,
  }: FileInputOptions,
  upload: (sending: Sending) => Promise<string>,
): FileInput {
  const texts = lateTextsFor(context.texts);
  // Not by counting on, which the other file of the embed does for itself.
  const [limitId, stateId] = [`${id}-limit`, `${id}-state`];
  const input = h("input", {
    id,
    type: "file",
    class: "unseen",
    accept: accept.join(),
    "aria-describedby": `${describedBy} ${limitId} ${stateId}`,
  });
  const button = h("label", { class: "button", part: "button file", for: id });
  const progress = h("progress", { part: "progress", hidden: true });
  const cancel = h("button", { type: "button", part: "button cancel", class: "quiet", hidden: true }, texts.cancel);
  const state = h("p", { class: "file", part: "file", id: stateId });
  const remove = h("button", { type: "button", part: "button remove", class: "quiet" }, texts.remove);
  const types = FILE_TYPES.filter((type) => accept.includes(type)).map((type) =>
    type.replace(/.*\//, "").toUpperCase(),
  );
  const limit = fill(texts.choosable, { types: types.join(", "), size: formatBytes(maxBytes, locale) });
  let current = "";
  let latest: AbortController | undefined;

  const show = (text: string, isWrong = false) => {
    state.textContent = text;
    state.classList.toggle("failed", isWrong);
    input.setAttribute("aria-invalid", String(isWrong));
  };
  const showCurrent = () => show(current && (uploaded.get(current) ?? context.texts.upload));
  const tell = (text: string, isWrong: boolean) => {
    show(text, isWrong);
    context.announce(text);
  };
  const finish = () => {
    latest = undefined;
    // What is hidden loses the keyboard's place.
    if (cancel.matches(":focus")) input.focus();
    progress.hidden = cancel.hidden = true;
    button.textContent = current ? texts.exchange : texts.choose;
    remove.hidden = current === "";
  };
  /** When all is sent the file is checked, and nobody knows how far that is. */
  const showProgress = (sent: number) => {
    if (sent < 1) progress.value = sent;
    else progress.removeAttribute("value");
  };
  const send = async (file: File) => {
    const { name, size, type } = file;
    if (!accept.some((accepted) => accepted === type)) return tell(fill(texts.wrongType, { name }), true);
    if (size > maxBytes) return tell(`${fill(texts.tooLarge, { name })} ${limit}`, true);
    latest?.abort();
    const own = new AbortController();
    latest = own;
    progress.setAttribute("aria-label", fill(texts.uploading, { name }));
    showProgress(0);
    progress.hidden = cancel.hidden = false;
    tell(fill(texts.uploading, { name }), false);
    try {
      const uploadId = await upload({
        configuratorId: context.session.configurator.configuratorId,
        attributeId,
        file,
        signal: own.signal,
        onProgress: (sent) => latest === own && showProgress(sent),
      });
      if (latest !== own) return;
      uploaded.set(uploadId, `${name} (${formatBytes(size, locale)})`);
      context.choose(uploadId, true);
      // A rule may have come in between.
      if (current === uploadId) context.announce(fill(texts.uploaded, { name }));
      else showCurrent();
    } catch (error) {
      if (latest !== own) return;
      const isRefused = isEmbedError(error) && /^(file_not_accepted|invalid_body)$/.test(error.code);
      tell(fill(isRefused ? texts.uploadRefused : texts.uploadFailed, { name }), true);
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
  cancel.addEventListener("click", () => {
    latest?.abort();
    finish();
    showCurrent();
    context.announce(texts.canceled);
  });
  remove.addEventListener("click", () => {
    context.choose("", true);
    input.focus();
  });

  return {
    nodes: [
      h("p", { class: "help", id: limitId }, limit),
      h("div", { class: "files" }, input, button, cancel, remove),
      progress,
      state,
    ],
    update(uploadId) {
      if (uploadId === current && button.textContent) return;
      current = uploadId;
      latest?.abort();
      showCurrent();
      finish();
    },
  };
}
