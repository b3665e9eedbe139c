import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import type { Token } from "../../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../../api/describe-error.ts";
import { useAddressState } from "../../../api/use-address-state.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Button } from "../../../design/button.tsx";
import { ComboboxField } from "../../../design/combobox-field.tsx";
import { SelectField, TextField } from "../../../design/field.tsx";
import { Card, ErrorNotice, Skeleton } from "../../../design/page.tsx";
import { useAllServices } from "../../../tokens/use-choices.ts";
import { useExplanation } from "../use-explanation.ts";
import { ExplanationView } from "./explanation-view.tsx";
import { isAboutService, NO_QUESTION, operationChoices, type Question, toRequest } from "./question.ts";

/** Why a request with the token is refused, or would be. The question is in the address, so that it can be sent to somebody. */
export function ExplainPanel({ token }: { readonly token: Token }): ReactNode {
  const [asked, ask] = useAddressState<Record<keyof Question, string>>(ADDRESS);
  const { data, error, isFetching, refetch } = useExplanation(toRequest(token.id, asked));
  const addressError = fieldError(error, "/address");
  return (
    <div className="columns">
      <QuestionForm
        token={token}
        asked={asked}
        addressError={addressError}
        isBusy={isFetching}
        onAsk={(question) => {
          ask({ ...question });
          // The same question again: the token may have been changed since.
          if (JSON.stringify(question) === JSON.stringify(asked)) void refetch();
        }}
      />
      <div aria-live="polite">
        {error === null || addressError !== undefined ? undefined : (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        )}
        {data === undefined ? (
          isFetching ? (
            <Skeleton lines={10} />
          ) : (
            <p className="muted">
              Choose what the request does and where it comes from. Every check says what it thinks of it; nothing is
              sent with the token.
            </p>
          )
        ) : (
          <ExplanationView token={token} question={asked} explanation={data} />
        )}
      </div>
    </div>
  );
}

const ADDRESS: Record<keyof Question, string> = { ...NO_QUESTION };

const FIRST_OPERATIONS = {
  public: "loadConfigurator",
  private: "listConfigurators",
  service: "authorizeApplication",
} as const;

function QuestionForm({
  token: { kind },
  asked,
  addressError,
  isBusy,
  onAsk,
}: {
  readonly token: Token;
  readonly asked: Question;
  readonly addressError: string | undefined;
  readonly isBusy: boolean;
  readonly onAsk: (question: Question) => void;
}): ReactNode {
  const { can } = useWorkspace();
  const [form, setForm] = useState<Question>(() => startOf(asked, kind));
  // Another question by the address, such as the browser's "back".
  useEffect(() => {
    if (asked.operation !== "") setForm(asked);
  }, [asked]);
  const change = (changes: Partial<Question>): void => setForm((former) => ({ ...former, ...changes }));
  const needsService = isAboutService(form.operation) && can("listServices");
  const services = useAllServices(needsService);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onAsk({ ...form, service: needsService ? form.service : "" });
  };
  return (
    <Card title="A request">
      <form className="stack" onSubmit={submit} noValidate>
        <ComboboxField
          label="Operation"
          items={operationChoices(kind)}
          value={form.operation}
          onChange={(operation) => change({ operation: operation ?? "" })}
          placeholder="Such as: list configurators"
          empty="No operation is called that."
        />
        {kind === "public" || form.origin !== "" ? (
          <TextField
            label="Page that it comes from"
            hint="A website or a page. Empty: a request without an Origin header, as from a server."
            spellCheck={false}
            autoCapitalize="none"
            value={form.origin}
            onChange={(event) => change({ origin: event.currentTarget.value })}
          />
        ) : undefined}
        {kind === "public" && form.address === "" ? undefined : (
          <TextField
            label="Address of the caller"
            optional
            hint="An IP address, such as 192.0.2.7."
            spellCheck={false}
            value={form.address}
            error={addressError}
            onChange={(event) => change({ address: event.currentTarget.value })}
          />
        )}
        {needsService ? (
          <SelectField
            label="Service"
            value={form.service}
            options={[
              { value: "", label: "Any" },
              ...(services.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => change({ service: event.currentTarget.value })}
          />
        ) : undefined}
        <div>
          <Button type="submit" look="primary" busy={isBusy}>
            Explain
          </Button>
        </div>
      </form>
    </Card>
  );
}

function startOf(asked: Question, kind: Token["kind"]): Question {
  return asked.operation === "" ? { ...asked, operation: FIRST_OPERATIONS[kind] } : asked;
}
