/** Everything that can go wrong between a page and the API. */
export class EmbedError extends Error {
  /** Code of the API's problem, or `unreachable` when no answer came or the browser was not allowed to read it. */
  readonly code: string;
  /** HTTP status; 0 without a readable answer. */
  readonly status: number;
  /** Page about the code, where the API named one. */
  readonly docs: string | undefined;
  /** With `version_not_published`: the version that is published now. */
  readonly publishedVersion: number | undefined;

  constructor(code: string, message: string, status: number, docs?: string, publishedVersion?: number) {
    super(message);
    this.docs = docs;
    this.publishedVersion = publishedVersion;
    this.name = "EmbedError";
    this.code = code;
    this.status = status;
  }
}

/** `instanceof` does not do: each of the two files of the embed has its own copy of the class. */
export function isEmbedError(error: unknown): error is EmbedError {
  return error instanceof Error && error.name === "EmbedError";
}

/** For an answer without what it is for: it is not the API's, whatever its status says. */
export function unreadable(missing: string): EmbedError {
  return new EmbedError("unreadable", `The answer has no ${missing}.`, 0);
}

/** Whether the same request may succeed later. */
export function isTransient(error: unknown): boolean {
  if (!isEmbedError(error)) return true;
  return error.status === 0 || error.status === 408 || error.status === 429 || error.status >= 500;
}
