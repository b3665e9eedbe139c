import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";

/** What the frame is to show. It gets nothing else: no token, no address of the API. */
export interface ShowMessage {
  readonly type: "latchkey:show";
  /** Counts the messages, so that an answer can be told from one to an earlier message. */
  readonly number: number;
  readonly document: ConfiguratorDocument;
  readonly locale: string;
  readonly currency: string;
  readonly theme: "light" | "dark";
}

/** What the frame says. */
export type FrameMessage =
  /** It can show documents now. */
  | { readonly type: "latchkey:ready" }
  /** A document is on the screen. */
  | { readonly type: "latchkey:shown"; readonly number: number }
  | { readonly type: "latchkey:failed"; readonly number: number; readonly message: string };

const MESSAGE_LENGTH_MAX = 500;

/** Undefined for anything that is no message to the frame. That the document can be shown is for who sends it to know: the API has checked it. */
export function parseShowMessage(data: unknown): ShowMessage | undefined {
  if (!isRecord(data) || data.type !== "latchkey:show") return undefined;
  const { number, document, locale, currency, theme } = data;
  if (!isCount(number) || !isDocument(document) || typeof locale !== "string" || typeof currency !== "string")
    return undefined;
  if (theme !== "light" && theme !== "dark") return undefined;
  return { type: "latchkey:show", number, document, locale, currency, theme };
}

/** Undefined for anything that is no message of the frame. */
export function parseFrameMessage(data: unknown): FrameMessage | undefined {
  if (!isRecord(data)) return undefined;
  const { type, number, message } = data;
  if (type === "latchkey:ready") return { type };
  if (type === "latchkey:shown" && isCount(number)) return { type, number };
  if (type === "latchkey:failed" && isCount(number) && typeof message === "string") {
    return { type, number, message: message.slice(0, MESSAGE_LENGTH_MAX) };
  }
  return undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

function isDocument(value: unknown): value is ConfiguratorDocument {
  return isRecord(value) && value.schemaVersion === 1 && Array.isArray(value.attributes) && isRecord(value.media);
}
