import { Save, Upload, WandSparkles } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import type { Configurator } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Button } from "../../../design/button.tsx";
import { useConfirm } from "../../../design/confirm.tsx";
import { ErrorNotice, Notice, Skeleton } from "../../../design/page.tsx";
import { useNotifications } from "../../../design/toast.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import type { Editor } from "./editor/create-editor.ts";
import { findSyntaxError } from "./editor/json-place.ts";
import { type Finding, placeOf } from "./findings.ts";
import { FindingsList } from "./findings-list.tsx";
import { PreviewPanel } from "./preview-panel.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { useCheck } from "./use-check.ts";
import { useDraft } from "./use-draft.ts";

const JsonEditor = lazy(() => import("./json-editor.tsx"));

/** The draft as text, what is wrong with it, and how it looks. */
export default function DraftPanel({ configurator }: { readonly configurator: Configurator }): ReactNode {
  const { can } = useWorkspace();
  const mayEdit = can("updateConfigurator");
  const confirm = useConfirm();
  const { done } = useNotifications();
  const draft = useDraft(configurator);
  const check = useCheck(draft.text);
  const editor = useRef<Editor>(undefined);
  const [hasEditor, setHasEditor] = useState(false);
  const [publishing, setPublishing] = useState(false);

  useEffect(() => {
    if (hasEditor) editor.current?.mark(check.findings);
  }, [hasEditor, check.findings]);

  const { isDirty, isOutdated, takeStored } = draft;
  useEffect(() => {
    // Nothing was typed: what somebody else has saved takes its place.
    if (isOutdated && !isDirty) editor.current?.replace(takeStored(configurator));
  }, [isOutdated, isDirty, takeStored, configurator]);

  const show = (finding: Pick<Finding, "pointer">): void => {
    const place = placeOf(editor.current?.text() ?? "", finding);
    if (place !== undefined) editor.current?.show(place.from, place.to);
  };
  /** Leads to the first mistake of a text that is no JSON. */
  const isJson = (purpose: string): boolean => {
    const mistake = findSyntaxError(draft.text);
    if (mistake === undefined) return true;
    editor.current?.show(mistake.from, mistake.to);
    done(`The draft is not ${purpose}: it is not JSON yet. ${mistake.message}`);
    return false;
  };
  const save = async (): Promise<boolean> => {
    if (!mayEdit || draft.isSaving) return false;
    if (!isDirty) return true;
    return isJson("saved") && (await draft.save());
  };
  const format = (): void => {
    if (isJson("formatted")) editor.current?.replace(JSON.stringify(JSON.parse(draft.text), null, 2));
  };
  const discard = async (): Promise<void> => {
    const isSure = await confirm({
      title: "Discard what you have not saved?",
      body: <p>The draft becomes what it was when it was saved last.</p>,
      confirmLabel: "Discard",
      danger: true,
    });
    if (isSure) editor.current?.replace(takeStored(configurator));
  };

  return (
    <div className="stack">
      <div className="row">
        {mayEdit ? (
          <>
            <Button look="primary" busy={draft.isSaving} disabled={!isDirty} onClick={() => void save()}>
              <Save aria-hidden /> Save draft
            </Button>
            <Button onClick={format}>
              <WandSparkles aria-hidden /> Format
            </Button>
            {isDirty ? <Button onClick={() => void discard()}>Discard changes</Button> : undefined}
          </>
        ) : undefined}
        {can("publishConfigurator") ? (
          <Button onClick={async () => (await save()) && setPublishing(true)}>
            <Upload aria-hidden /> {isDirty ? "Save and publish" : "Publish"}
          </Button>
        ) : undefined}
        <span role="status" className="small muted">
          {!mayEdit ? "Your role may look at drafts and not change them." : isDirty ? "Not saved yet" : "All is saved"}
        </span>
      </div>
      {draft.error === undefined ? undefined : <ErrorNotice error={draft.error} />}
      {isOutdated && isDirty ? (
        <Notice tone="warning">
          <p>Somebody else has saved this draft since you began. When you save, you see what is different.</p>
        </Notice>
      ) : undefined}
      <div className="draft-layout">
        <div className="stack-tight">
          <Suspense fallback={<EditorPlaceholder />}>
            <JsonEditor
              label={`Draft of ${configurator.name}, JSON`}
              text={draft.text}
              readOnly={!mayEdit}
              onChange={draft.change}
              onSave={() => void save()}
              onEditor={(created) => {
                editor.current = created;
                setHasEditor(created !== undefined);
              }}
            />
          </Suspense>
          <p className="small muted">
            {mayEdit ? "Tab indents. To leave the editor by keyboard, press Escape, then Tab. " : undefined}
            {mayEdit ? (
              <>
                <kbd>Ctrl</kbd> <kbd>S</kbd> saves.
              </>
            ) : undefined}
          </p>
          <FindingsList check={check} onShow={show} />
        </div>
        <PreviewPanel document={check.document} isCurrent={check.isCurrent} />
      </div>
      <ConflictDialog
        stored={draft.conflict}
        mine={draft.text}
        busy={draft.isSaving}
        onClose={draft.endConflict}
        onTake={(stored) => editor.current?.replace(takeStored(stored))}
        onOverwrite={(stored) => void draft.save({ replacing: stored.draftRevision })}
      />
      <PublishDialog configurator={configurator} open={publishing} onClose={() => setPublishing(false)} />
    </div>
  );
}

function EditorPlaceholder(): ReactNode {
  return (
    <div className="json-editor">
      <Skeleton lines={8} />
    </div>
  );
}
