export interface ConfiguratorAddress {
  readonly workspaceId: string;
  readonly configuratorId: string;
}

export interface KnownConfiguratorsOptions {
  readonly exists: (address: ConfiguratorAddress) => Promise<boolean>;
  readonly now: () => number;
  /** Answers that are remembered. @default 1000 */
  readonly entriesMax?: number;
}

const REMEMBERED_MS = 60_000;

/** Whether a workspace has a configurator, asked once a minute for each: a batch of events costs no read, mostly. */
export function createKnownConfigurators({
  exists,
  now,
  entriesMax = 1000,
}: KnownConfiguratorsOptions): (address: ConfiguratorAddress) => Promise<boolean> {
  const answers = new Map<string, { readonly answer: Promise<boolean>; readonly untilEpochMs: number }>();
  return (address) => {
    const id = `${address.workspaceId} ${address.configuratorId}`;
    const known = answers.get(id);
    if (known !== undefined && now() < known.untilEpochMs) return known.answer;
    const [oldest] = answers.keys();
    if (answers.size >= entriesMax && oldest !== undefined) answers.delete(oldest);
    const answer = exists(address);
    answers.set(id, { answer, untilEpochMs: now() + REMEMBERED_MS });
    // A fault is nobody's answer.
    answer.catch(() => answers.delete(id));
    return answer;
  };
}
