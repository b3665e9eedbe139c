import type { AttributeValue } from "aws-lambda";

/** What one line of an exported file says: an event as it was stored and counted. */
export interface ExportLine {
  /** Given by the page that sent it; distinguishes a line that was written twice. */
  readonly id: string;
  readonly workspaceId: string;
  readonly configuratorId: string;
  readonly name: string;
  /** The time that counts: that of the sender's clock, where it can be right. */
  readonly countedAt: string;
  /** What the sender's clock said. */
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly clockCorrected: boolean;
  readonly tokenId: string;
  readonly origin: string | null;
  /** JSON in a text: names and kinds of values are the sender's. */
  readonly properties: string;
}

/** The item of an event, as the stream gives it. */
export type EventImage = Readonly<Record<string, AttributeValue>>;

const PARTITION = /^WS#([^#]+)#EVENT#/;

/**
 * The line for a stored event: see `putEvent` in functions/store/events.ts. Members are named one by one, so that what else an item may hold
 * one day gets into no file.
 *
 * @returns undefined for an item that is not an event
 */
export function exportLine(image: EventImage): ExportLine | undefined {
  const text = (name: string) => image[name]?.S;
  const workspaceId = PARTITION.exec(text("pk") ?? "")?.[1];
  const [id, configuratorId, name] = [text("id"), text("configuratorId"), text("name")];
  const [occurredAt, receivedAt, tokenId] = [text("occurredAt"), text("receivedAt"), text("tokenId")];
  if (workspaceId === undefined || id === undefined || configuratorId === undefined || name === undefined) {
    return undefined;
  }
  if (occurredAt === undefined || receivedAt === undefined || tokenId === undefined) return undefined;
  const corrected = text("countedAt");
  return {
    id,
    workspaceId,
    configuratorId,
    name,
    countedAt: corrected ?? earlierOf(occurredAt, receivedAt),
    occurredAt,
    receivedAt,
    clockCorrected: corrected !== undefined,
    tokenId,
    origin: text("origin") ?? null,
    properties: text("properties") ?? "{}",
  };
}

/** A clock that is a little fast is not corrected, and its event counts when it was received. */
function earlierOf(occurredAt: string, receivedAt: string): string {
  return new Date(Math.min(Date.parse(occurredAt), Date.parse(receivedAt))).toISOString();
}
