/** What somebody typed and has not saved. */
export interface UnsavedDraft {
  readonly text: string;
  /** The revision of the draft that it began with. */
  readonly draftRevision: number;
}

/**
 * Unsaved drafts of this tab by configurator. They outlive the page of the configurator, so that no link and no "back" loses them; a reload and
 * the end of the tab do, and the browser asks before those.
 */
const drafts = new Map<string, UnsavedDraft>();

export function readUnsaved(configuratorId: string): UnsavedDraft | undefined {
  return drafts.get(configuratorId);
}

export function keepUnsaved(configuratorId: string, draft: UnsavedDraft): void {
  drafts.set(configuratorId, draft);
  addEventListener("beforeunload", ask);
}

export function dropUnsaved(configuratorId: string): void {
  drafts.delete(configuratorId);
  if (drafts.size === 0) removeEventListener("beforeunload", ask);
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
