import { useQuery } from "@tanstack/react-query";
import { type ComponentProps, type ReactNode, useState } from "react";
import type { Token } from "../../../sdk/src/generated/types.ts";
import { BASE_URL } from "../api/deployment.ts";
import type { ShownSecret } from "../api/shown-secret.ts";
import { useDeployment } from "../api/use-deployment.tsx";
import { useWorkspace } from "../api/workspace.tsx";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { SelectField } from "../design/field.tsx";
import { Notice, Skeleton } from "../design/page.tsx";
import { SecretLine, useSecretUntilClosed } from "../design/secret-line.tsx";
import { formatInstant } from "../design/time.tsx";
import { formatFollowingTag } from "../pages/configurator/embed/snippets.ts";
import { formatCurl, formatEnvLine } from "./snippets.ts";

/** A new value, with what to do with it. That of a private token is shown here and nowhere else; it is gone when this closes. */
export function SaveTokenDialog({
  token,
  secret,
  onClose,
}: {
  readonly token: Omit<Token, "token">;
  readonly secret: ShownSecret;
  readonly onClose: () => void;
}): ReactNode {
  useSecretUntilClosed(secret);
  const isPublic = token.kind === "public";
  return (
    <Dialog
      open
      sticky
      wide
      onClose={onClose}
      title={isPublic ? "Your new token" : "Save your new token now"}
      footer={
        <Button look="primary" onClick={onClose}>
          {isPublic ? "Done" : "I have saved it"}
        </Button>
      }
    >
      {isPublic ? (
        <p>It is not secret: it works on the websites of its list only, and can be copied from the list of tokens.</p>
      ) : (
        <Notice tone="warning">
          <p>
            <strong>This is the only time that it is shown.</strong> Only its digest is kept. If you lose it, rotate the
            token or make a new one.
          </p>
        </Notice>
      )}
      <Snippet label={`Token ${token.label}`} what="token" secret={secret} />
      {token.rotation === null ? undefined : (
        <p>The old secret counts until {formatInstant(token.rotation.previousValidUntil)}.</p>
      )}
      {isPublic ? (
        <EmbedSnippet secret={secret} />
      ) : (
        <>
          <Snippet label="For an .env file" what="line" secret={secret} format={formatEnvLine} />
          <Snippet label="Try it" what="command" secret={secret} format={formatTry} />
        </>
      )}
    </Dialog>
  );
}

const formatTry = (value: string): string => formatCurl(BASE_URL, value);

/** As many as are offered; a name can be changed in the page as well. */
const CONFIGURATORS_MAX = 100;
const PLACEHOLDER = "cfg_…";

function EmbedSnippet({ secret }: { readonly secret: ShownSecret }): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const { embed } = useDeployment();
  const [chosen, setChosen] = useState<string>();
  const { data, isLoading } = useQuery({
    queryKey: [workspaceId, "configurators", "to-embed"],
    queryFn: async ({ signal }) => (await client.configurators.list({ limit: CONFIGURATORS_MAX }, { signal })).items,
    enabled: can("listConfigurators"),
  });
  const published = data?.filter(({ publishedVersion }) => publishedVersion !== null) ?? [];
  const configuratorId = chosen ?? published[0]?.id ?? PLACEHOLDER;
  // Nobody should copy a tag that is about to become another.
  if (isLoading) return <Skeleton lines={8} />;
  return (
    <>
      {published.length > 1 ? (
        <SelectField
          label="Configurator"
          value={configuratorId}
          onChange={(event) => setChosen(event.currentTarget.value)}
          options={published.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : undefined}
      <Snippet
        label="Paste this into the body of your page, where the configurator is to stand"
        what="script tag"
        secret={secret}
        format={(value) =>
          formatFollowingTag({ origin: BASE_URL, embed, carried: { type: "token", value }, configuratorId })
        }
      />
      {configuratorId === PLACEHOLDER ? (
        <p className="muted">Put the id of a published configurator in the place of {PLACEHOLDER}.</p>
      ) : undefined}
    </>
  );
}

function Snippet({
  label,
  ...line
}: {
  readonly label: string;
} & ComponentProps<typeof SecretLine>): ReactNode {
  return (
    <section className="stack-tight" aria-label={label}>
      <h3>{label}</h3>
      <SecretLine {...line} />
    </section>
  );
}
