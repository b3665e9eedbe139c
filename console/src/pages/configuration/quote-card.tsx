import { type ReactNode, useState } from "react";
import type { Configuration } from "../../../../sdk/src/generated/types.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button, CopyButton } from "../../design/button.tsx";
import { SelectField } from "../../design/field.tsx";
import { Card, ErrorNotice } from "../../design/page.tsx";
import { formatInstant } from "../../design/time.tsx";

/** Signs what it costs, for a backend that verifies it. */
export function QuoteCard({ configuration: { shortId, price } }: { readonly configuration: Configuration }): ReactNode {
  const { client } = useWorkspace();
  const currencies = Object.keys(price);
  const [currency, setCurrency] = useState(currencies[0] ?? "");
  const quote = useChange(() => client.configurations.quote(shortId, { currency }), { renews: [] });
  return (
    <Card title="Signed quote">
      <p className="small muted">
        What was chosen and what it costs, signed by this deployment. Your backend verifies it with the SDK or with the
        keys of /.well-known/jwks.json, and asks nobody.
      </p>
      <SelectField
        label="Currency"
        value={currency}
        options={currencies.map((value) => ({ value, label: value }))}
        onChange={(event) => setCurrency(event.currentTarget.value)}
      />
      <div>
        <Button busy={quote.isPending} onClick={() => quote.mutate(undefined)}>
          Make a quote
        </Button>
      </div>
      {quote.error === null ? undefined : <ErrorNotice error={quote.error} />}
      {quote.data === undefined ? undefined : (
        <div className="stack-tight" role="status">
          <div className="secret">
            <code>{quote.data.quote}</code>
            <CopyButton value={quote.data.quote} what="quote" />
          </div>
          <p className="small muted">It holds until {formatInstant(quote.data.expiresAt)}.</p>
        </div>
      )}
    </Card>
  );
}
