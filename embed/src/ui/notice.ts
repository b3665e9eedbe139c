import type { AttributeValue, ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import { textIn } from "../../../functions/domain/configurator/locale.ts";
import type { Migration } from "../core/types.ts";
import { describeValue, type Wording } from "./describe.ts";
import { h, icon } from "./dom.ts";
import type { PriceFormat } from "./format.ts";
import { lateTextsFor } from "./late-texts.ts";
import { fill } from "./texts.ts";

/** What a shopper has to know about the whole configurator. */
export type Notice =
  /** This is the last known product; nothing can be saved. */
  | { readonly type: "stale"; readonly retry?: (() => void) | undefined }
  /** A saved configuration was taken over into a new version of the product. */
  | {
      readonly type: "migrated";
      readonly migration: Migration;
      /** As it was when the configuration was saved: it has the names of what is no more. */
      readonly saved: ConfiguratorDocument;
    };

export interface NoticeOptions extends Wording {
  readonly price: PriceFormat;
  /** Says something to a screen reader. */
  announce(text: string): void;
  onClose(): void;
}

export function createNotice(notice: Notice, options: NoticeOptions): HTMLElement {
  const { announce, onClose } = options;
  const texts = lateTextsFor(options.texts);
  announce(texts[notice.type]);
  const box = { class: "notice", part: "notice", role: "group", "aria-label": texts[notice.type] };
  const title = h("p", {}, texts[notice.type]);
  if (notice.type === "stale") {
    const retry = h("button", { type: "button", part: "button" }, texts.retry);
    retry.addEventListener("click", () => notice.retry?.());
    return h("div", box, title, ...(notice.retry ? [retry] : []));
  }
  const close = h(
    "button",
    { type: "button", class: "icon", part: "button close", "aria-label": texts.close },
    icon("M6 6l12 12M18 6L6 18"),
  );
  close.addEventListener("click", onClose);
  return h("div", box, title, h("dl", {}, ...linesOf(notice, options)), close);
}

function linesOf(
  { migration, saved }: Extract<Notice, { type: "migrated" }>,
  { locale, price, ...options }: NoticeOptions,
): readonly HTMLElement[] {
  const texts = lateTextsFor(options.texts);
  const wordsOf = (document: ConfiguratorDocument, id: string) => {
    const read: Wording["read"] = (text) => textIn(document, text, locale);
    const attribute = document.attributes.find((candidate) => candidate.id === id);
    return {
      label: attribute ? read(attribute.label) : id,
      written: (value: AttributeValue) =>
        attribute ? describeValue(attribute, value, { ...options, locale, read }) : "",
    };
  };
  const replaced = migration.replaced.map(({ attributeId, from, to }) => {
    const { label, written } = wordsOf(migration.document, attributeId);
    return `${label}: ${fill(texts.change, { from: wordsOf(saved, attributeId).written(from), to: written(to) })}`;
  });
  const dropped = migration.dropped.map(({ attributeId, value }) => {
    const { label, written } = wordsOf(saved, attributeId);
    return `${label}: ${written(value)}`;
  });
  const kept = migration.kept.map((id) => wordsOf(migration.document, id).label).join(", ");
  const lines: readonly (readonly [string, readonly string[]])[] = [
    [texts.replaced, replaced],
    [texts.dropped, dropped],
    [texts.kept, [kept]],
    [texts.difference, [price.delta(migration.priceDifference)]],
  ];
  return lines.flatMap(([name, words]) => {
    const written = words.filter(Boolean);
    return written.length > 0 ? [h("dt", {}, name), ...written.map((line) => h("dd", {}, line))] : [];
  });
}
