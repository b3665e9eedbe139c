import { Download } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Attribute, ConfiguratorDocument } from "../../../../functions/domain/configurator/document.ts";
import type { Configuration } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { Card, Notice } from "../../design/page.tsx";
import { useNotifications } from "../../design/toast.tsx";
import { describeAttribute, describeRaw, describeValue } from "./describe-value.ts";

/** What was chosen, in the words of its version. */
export function ValuesCard({
  configuration: { shortId, values },
  document,
}: {
  readonly configuration: Configuration;
  /** Undefined where the configurator is deleted. */
  readonly document: ConfiguratorDocument | undefined;
}): ReactNode {
  if (document === undefined) {
    return (
      <Card title="What was chosen">
        <Notice>
          <p>The configurator is deleted, and its words with it. These are the values as they are stored.</p>
        </Notice>
        <dl className="details">
          {Object.entries(values).map(([id, value]) => (
            <Entry key={id} term={<span className="mono">{id}</span>}>
              {describeRaw(value)}
            </Entry>
          ))}
        </dl>
      </Card>
    );
  }
  return (
    <Card title="What was chosen">
      <dl className="details">
        {document.attributes.map((attribute) => {
          const value = values[attribute.id];
          if (value === undefined) return undefined;
          const { text, color, sku } = describeValue(document, attribute, value);
          return (
            <Entry key={attribute.id} term={describeAttribute(document, attribute)}>
              {color === undefined ? undefined : <span className="swatch" style={{ backgroundColor: color }} />}
              {text}
              {sku === undefined ? undefined : <span className="mono muted"> {sku}</span>}
              {attribute.type === "file" && value !== "" ? (
                <FileButton shortId={shortId} attribute={attribute} label={describeAttribute(document, attribute)} />
              ) : undefined}
            </Entry>
          );
        })}
      </dl>
    </Card>
  );
}

function Entry({ term, children }: { readonly term: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** The address works for some minutes, so it is asked for when it is wanted. */
function FileButton({
  shortId,
  attribute: { id },
  label,
}: {
  readonly shortId: string;
  readonly attribute: Attribute;
  readonly label: string;
}): ReactNode {
  const { client, can } = useWorkspace();
  const { failed } = useNotifications();
  const [busy, setBusy] = useState(false);
  if (!can("getConfigurationFile")) return undefined;
  const download = async (): Promise<void> => {
    setBusy(true);
    try {
      const { url } = await client.configurations.file(shortId, id);
      const link = document.createElement("a");
      link.href = url;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      link.click();
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {" "}
      <Button small busy={busy} aria-label={`Download the file of ${label}`} onClick={() => void download()}>
        <Download aria-hidden /> Download
      </Button>
    </>
  );
}
