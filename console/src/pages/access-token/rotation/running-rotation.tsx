import { type ReactNode, useState } from "react";
import type { Token } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Button } from "../../../design/button.tsx";
import { useConfirm } from "../../../design/confirm.tsx";
import type { Action } from "../../../design/menu.tsx";
import { Card, Notice, type NoticeProps } from "../../../design/page.tsx";
import { formatDistance, formatInstant } from "../../../design/time.tsx";
import { useNotifications } from "../../../design/toast.tsx";
import { useTokenChange } from "../../../tokens/use-token-change.ts";
import { ExtendDialog } from "./extend-dialog.tsx";
import { judgeRotation, type RotationVerdict } from "./judge-rotation.ts";
import { OldSecretOrigins } from "./old-secret-origins.tsx";

/** Whether the old secret can go, and the ways to go on. */
export function RunningRotation({
  token,
  rotation,
  rotate,
}: {
  readonly token: Token;
  readonly rotation: NonNullable<Token["rotation"]>;
  readonly rotate: Action | undefined;
}): ReactNode {
  const { client, can } = useWorkspace();
  const confirm = useConfirm();
  const { done, failed } = useNotifications();
  const [extending, setExtending] = useState(false);
  const nowEpochMs = Date.now();
  const verdict = judgeRotation(token, nowEpochMs);
  const isManaged = token.kind !== "service";
  const finish = useTokenChange(async () => {
    await client.tokens.finishRotation(token.id);
    done(`The rotation of ${token.label} is finished. Only the new secret counts.`);
  });
  const askFinish = async (): Promise<void> => {
    const isSafe = verdict?.code === "safe";
    const isSure = await confirm({
      title: "Stop the old secret now?",
      body: (
        <>
          {verdict === undefined ? undefined : <p>{SENTENCES[verdict.code]}</p>}
          <p>Whoever still uses the old secret is refused. It cannot be brought back.</p>
        </>
      ),
      confirmLabel: "Stop the old secret",
      danger: !isSafe,
    });
    if (isSure) finish.mutate(undefined, { onError: failed });
  };
  return (
    <>
      {verdict === undefined ? undefined : (
        <div role="status">
          <Notice tone={TONES[verdict.code]}>
            <p>
              <strong>{TITLES[verdict.code]}</strong> {SENTENCES[verdict.code]}
            </p>
          </Notice>
        </div>
      )}
      <div className="columns">
        <Card title="New secret">
          <dl className="details">
            <dt>Made</dt>
            <dd>
              <Moment at={rotation.startedAt} nowEpochMs={nowEpochMs} />
            </dd>
            <dt>Last used</dt>
            <dd>
              {verdict?.newLastUsedAt ? (
                <Moment at={verdict.newLastUsedAt} nowEpochMs={nowEpochMs} />
              ) : verdict?.oldLastUsedAt ? (
                "Not since the last use of the old one"
              ) : (
                "Not yet"
              )}
            </dd>
          </dl>
        </Card>
        <Card title="Old secret">
          <dl className="details">
            <dt>Counts until</dt>
            <dd>
              <Moment at={rotation.previousValidUntil} nowEpochMs={nowEpochMs} />
            </dd>
            <dt>Last used</dt>
            <dd>
              {rotation.previousLastUsedAt === null ? (
                "Not since the rotation"
              ) : (
                <Moment at={rotation.previousLastUsedAt} nowEpochMs={nowEpochMs} />
              )}
            </dd>
          </dl>
        </Card>
      </div>
      {token.kind === "public" && can("listObservedOrigins") ? <OldSecretOrigins tokenId={token.id} /> : undefined}
      {isManaged ? (
        <div className="row">
          {can("finishRotation") ? (
            <Button
              look={verdict?.code === "safe" ? "primary" : "plain"}
              busy={finish.isPending}
              onClick={() => void askFinish()}
            >
              Finish now
            </Button>
          ) : undefined}
          {can("extendRotation") ? (
            <Button onClick={() => setExtending(true)}>Keep the old one longer</Button>
          ) : undefined}
          {rotate === undefined || rotate.disabledReason !== undefined ? undefined : (
            <Button onClick={rotate.onSelect}>Rotate again</Button>
          )}
        </div>
      ) : undefined}
      {extending ? <ExtendDialog token={token} rotation={rotation} onClose={() => setExtending(false)} /> : undefined}
    </>
  );
}

const TONES: Readonly<Record<RotationVerdict["code"], NonNullable<NoticeProps["tone"]>>> = {
  safe: "success",
  quiet: "info",
  in_use: "warning",
  unproven: "warning",
};

const TITLES: Readonly<Record<RotationVerdict["code"], string>> = {
  safe: "Safe to finish.",
  quiet: "Nearly there.",
  in_use: "Not yet.",
  unproven: "Not yet.",
};

const SENTENCES: Readonly<Record<RotationVerdict["code"], string>> = {
  safe: "The new secret is used, and nobody has used the old one for a day.",
  quiet:
    "The new secret is used and the old one is not, but not for a whole day: what runs once a day may still have it.",
  in_use: "Somebody has used the old secret within the last hour.",
  unproven: "The new secret has not been used yet: nothing shows that it has arrived where it is needed.",
};

function Moment({ at, nowEpochMs }: { readonly at: string; readonly nowEpochMs: number }): ReactNode {
  return (
    <time dateTime={at}>
      {formatDistance(new Date(at), nowEpochMs)} <span className="muted">({formatInstant(at)})</span>
    </time>
  );
}
