import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import type { ConfiguratorDocument, ConfiguratorSummary } from "../../../../sdk/src/generated/types.ts";
import { isLatchkeyError } from "../../../../sdk/src/index.ts";
import { fieldError } from "../../api/describe-error.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { RadioGroup, SelectField, TextAreaField, TextField } from "../../design/field.tsx";
import { ErrorNotice } from "../../design/page.tsx";
import { workspacePath } from "../../paths.ts";
import { createStarterDocument } from "./starter-document.ts";

const STARTS = [
  { value: "starter", label: "A small example", hint: "Four attributes and a rule. It can be published as it is." },
  { value: "copy", label: "A copy", hint: "The draft of another configurator." },
  { value: "paste", label: "Pasted JSON", hint: "A document that you have." },
] as const;
type Start = (typeof STARTS)[number]["value"];

/** A new configurator with its first draft, which then stands in the editor. */
export function CreateDialog({
  open,
  onClose,
  copied,
  configurators,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The configurator that is to be copied, when that is what was asked for. */
  readonly copied: ConfiguratorSummary | undefined;
  readonly configurators: readonly ConfiguratorSummary[];
}): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const [, navigate] = useLocation();
  const [chosenStart, setStart] = useState<Start>();
  const [chosenName, setName] = useState<string>();
  const [chosenId, setId] = useState<string>();
  const [json, setJson] = useState("");
  const [mistake, setMistake] = useState<string>();
  const start = chosenStart ?? (copied === undefined ? "starter" : "copy");
  const name = chosenName ?? (copied === undefined ? "" : `${copied.name} (copy)`);
  const sourceId = chosenId ?? copied?.id ?? configurators[0]?.id ?? "";
  const create = useChange(
    async (draft: ConfiguratorDocument | undefined) =>
      client.configurators.create({
        name: name.trim(),
        draft: draft ?? (await client.configurators.get(sourceId)).draft,
      }),
    { renews: ["configurators"], done: (created) => `${created.name} is created.` },
  );
  const close = (): void => {
    setStart(undefined);
    setName(undefined);
    setId(undefined);
    setJson("");
    setMistake(undefined);
    create.reset();
    onClose();
  };
  const submit = (): void => {
    const pasted = start === "paste" ? parse(json) : undefined;
    setMistake(pasted instanceof Error ? pasted.message : undefined);
    if (pasted instanceof Error) return;
    const draft = start === "starter" ? createStarterDocument(name.trim()) : pasted;
    create.mutate(draft, {
      onSuccess: ({ id }) => {
        close();
        navigate(workspacePath(workspaceId, `configurators/${id}`));
      },
    });
  };
  const nameError = fieldError(create.error, "/name");
  const jsonError = mistake ?? describeDraftErrors(create.error);
  return (
    <FormDialog
      open={open}
      onClose={close}
      title="New configurator"
      submitLabel="Create"
      busy={create.isPending}
      onSubmit={submit}
    >
      <TextField
        label="Name"
        hint="For your own people; shoppers see the name in the document."
        value={name}
        maxLength={120}
        required
        error={nameError}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <RadioGroup
        cards
        legend="Begin with"
        choices={STARTS.map((choice) =>
          choice.value === "copy" && configurators.length === 0
            ? { ...choice, disabledReason: "There is no other configurator yet." }
            : choice,
        )}
        value={start}
        onChange={setStart}
      />
      {start === "copy" ? (
        <SelectField
          label="Copy of"
          value={sourceId}
          options={configurators.map(({ id, name: label }) => ({ value: id, label }))}
          onChange={(event) => setId(event.currentTarget.value)}
        />
      ) : undefined}
      {start === "paste" ? (
        <TextAreaField
          label="Document"
          rows={8}
          spellCheck={false}
          value={json}
          error={jsonError}
          onChange={(event) => setJson(event.currentTarget.value)}
        />
      ) : undefined}
      {create.error === null ||
      nameError !== undefined ||
      (start === "paste" && jsonError !== undefined) ? undefined : (
        <ErrorNotice error={create.error} />
      )}
    </FormDialog>
  );
}

/** The API says whether it is a document. */
function parse(json: string): ConfiguratorDocument | Error {
  try {
    return JSON.parse(json);
  } catch (error) {
    return error instanceof Error ? error : new Error("This is not JSON.");
  }
}

const LISTED_MAX = 5;

function describeDraftErrors(error: unknown): string | undefined {
  if (!isLatchkeyError(error)) return undefined;
  const found = error.errors.filter(({ pointer }) => pointer.startsWith("/draft"));
  const listed = found.slice(0, LISTED_MAX).map(({ pointer, message }) => {
    const place = pointer.slice("/draft".length);
    return place === "" ? message : `${place}: ${message}`;
  });
  if (found.length > LISTED_MAX) listed.push(`and ${found.length - LISTED_MAX} more`);
  return listed.join("; ") || undefined;
}
