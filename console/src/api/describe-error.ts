import { isLatchkeyError } from "../../../sdk/src/index.ts";

/** An error as a person should read it. */
export interface ErrorText {
  readonly title: string;
  readonly detail: string | undefined;
  /** Page that explains the code, when there is one. */
  readonly helpUrl: string | undefined;
  /** For whoever looks into the logs. */
  readonly requestId: string | undefined;
}

export function describeError(error: unknown): ErrorText {
  if (!isLatchkeyError(error)) {
    const detail = error instanceof Error ? error.message : undefined;
    return { title: "Something went wrong in this page.", detail, helpUrl: undefined, requestId: undefined };
  }
  const { requestId } = error;
  switch (error.name) {
    case "ApiError":
      return { title: error.title, detail: error.detail, helpUrl: `/docs/errors/${error.code}`, requestId };
    case "RefusedError":
      return text(
        "You may not do this.",
        "Your role in this workspace does not allow it, or your sign-in has ended.",
        requestId,
      );
    case "RateLimitError":
      return text("Too many requests.", "Wait a moment and try again.", requestId);
    case "TimeoutError":
      return text(
        "The API did not answer in time.",
        "Whether the change was made is not known: reload and look.",
        requestId,
      );
    case "NetworkError":
      return text("The API could not be reached.", "Check the connection and try again.", requestId);
    case "UnexpectedResponseError":
      return text(
        "The API gave an answer that this page does not know.",
        "Reload the page; it may be of an older version.",
        requestId,
      );
  }
}

function text(title: string, detail: string, requestId: string | undefined): ErrorText {
  return { title, detail, helpUrl: undefined, requestId };
}

/** What the API says about one field; undefined when it has nothing against it. `pointer` is a JSON Pointer, such as `/label`. */
export function fieldError(error: unknown, pointer: string): string | undefined {
  if (!isLatchkeyError(error)) return undefined;
  return (
    error.errors
      .filter((entry) => entry.pointer === pointer || entry.pointer.startsWith(`${pointer}/`))
      .map(({ message }) => message)
      .join(" ") || undefined
  );
}

/** Whether the API has said of fields alone what is wrong, and all of them are among `pointers`: each then says it itself. */
export function isSaidAtFields(error: unknown, pointers: readonly string[]): boolean {
  if (!isLatchkeyError(error) || error.errors.length === 0) return false;
  return error.errors.every((entry) =>
    pointers.some((pointer) => entry.pointer === pointer || entry.pointer.startsWith(`${pointer}/`)),
  );
}
