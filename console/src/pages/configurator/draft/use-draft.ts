import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import type { Configurator } from "../../../../../sdk/src/generated/types.ts";
import { isLatchkeyError } from "../../../../../sdk/src/index.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { formatDocument } from "../diff-view.tsx";
import { dropUnsaved, keepUnsaved, readUnsaved } from "./unsaved.ts";

interface Base {
  readonly text: string;
  readonly draftRevision: number;
}

export interface Draft {
  readonly text: string;
  readonly change: (text: string) => void;
  readonly isDirty: boolean;
  /** The stored draft has become another one since the text was begun. */
  readonly isOutdated: boolean;
  readonly isSaving: boolean;
  /** Why it was not saved; undefined for a conflict, which is told apart. */
  readonly error: unknown;
  /** What is stored in place of what this text was begun with. */
  readonly conflict: Configurator | undefined;
  /** Gives whether the text is stored now. Names the revision to replace for an overwrite. */
  readonly save: (options?: { readonly replacing?: number }) => Promise<boolean>;
  /** Goes on with the stored draft, and forgets what was typed. */
  readonly takeStored: (stored: Configurator) => string;
  readonly endConflict: () => void;
}

/** The text of a draft from when it was read until it is stored. What is not stored outlives the page, in this tab. */
export function useDraft(configurator: Configurator): Draft {
  const { id } = configurator;
  const { workspaceId, client } = useWorkspace();
  const queries = useQueryClient();
  const [unsaved] = useState(() => readUnsaved(id));
  const [base, setBase] = useState<Base>(() => ({
    text: formatDocument(configurator.draft),
    draftRevision: unsaved?.draftRevision ?? configurator.draftRevision,
  }));
  const [text, setText] = useState(unsaved?.text ?? base.text);
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>();
  const [conflict, setConflict] = useState<Configurator>();
  const isDirty = text !== base.text;

  useEffect(() => {
    if (isDirty) keepUnsaved(id, { text, draftRevision: base.draftRevision });
    else dropUnsaved(id);
  }, [id, isDirty, text, base.draftRevision]);

  const stored = useCallback(
    (saved: Configurator): void => {
      queries.setQueryData([workspaceId, "configurators", "one", id], saved);
      void queries.invalidateQueries({ queryKey: [workspaceId, "configurators", "list"] });
    },
    [queries, workspaceId, id],
  );

  const save = useCallback(
    async ({ replacing = base.draftRevision }: { readonly replacing?: number } = {}): Promise<boolean> => {
      setSaving(true);
      setError(undefined);
      try {
        const saved = await client.configurators.update(id, { draft: JSON.parse(text), draftRevision: replacing });
        setBase({ text, draftRevision: saved.draftRevision });
        setConflict(undefined);
        stored(saved);
        return true;
      } catch (cause) {
        if (isLatchkeyError(cause) && cause.code === "changed_meanwhile") {
          setConflict(await client.configurators.get(id).catch(() => undefined));
        }
        setError(cause);
        return false;
      } finally {
        setSaving(false);
      }
    },
    [base.draftRevision, client, id, stored, text],
  );

  const takeStored = useCallback(
    (saved: Configurator): string => {
      const next = formatDocument(saved.draft);
      setBase({ text: next, draftRevision: saved.draftRevision });
      setText(next);
      setConflict(undefined);
      setError(undefined);
      stored(saved);
      return next;
    },
    [stored],
  );

  return {
    text,
    change: setText,
    isDirty,
    isOutdated: configurator.draftRevision > base.draftRevision,
    isSaving,
    error: conflict === undefined ? error : undefined,
    conflict,
    save,
    takeStored,
    endConflict: () => {
      setConflict(undefined);
      setError(undefined);
    },
  };
}
