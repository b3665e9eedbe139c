import fc from "fast-check";
import { type AuditEvent, type AuditRecord, chainRecord, emptyChain } from "../../functions/domain/audit-chain.ts";

export const WORKSPACE_ID = "ws_4fK2mZq81LpA";

/** Changed fields, as deep and odd as JSON gets. */
const fields = fc.option(
  fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ stringUnit: "grapheme" }), { maxKeys: 3 }),
);

const record: fc.Arbitrary<AuditRecord> = fc.record({
  id: fc.stringMatching(/^evt_[0-9A-Za-z]{16}$/),
  at: fc.date({ min: new Date(0), max: new Date("2099-01-01"), noInvalidDate: true }).map((date) => date.toISOString()),
  actor: fc.record({
    kind: fc.constantFrom("private", "session", "service", "system"),
    id: fc.string({ minLength: 1 }),
    name: fc.string({ unit: "grapheme" }),
  }),
  operation: fc.constantFrom("createToken", "updateToken", "revokeToken"),
  target: fc.record({ type: fc.constantFrom("token", "member"), id: fc.string({ minLength: 1 }) }),
  before: fields,
  after: fields,
  requestId: fc.string(),
  ip: fc.ipV4(),
});

/** A trail as the server writes it: `placed` says which chain each record went to, in the order of writing. */
export function createTrail(placed: readonly { readonly record: AuditRecord; readonly chain: number }[]): AuditEvent[] {
  const heads = new Map<number, ReturnType<typeof emptyChain>>();
  const events = placed.map(({ record: content, chain }) => {
    const { text, head } = chainRecord(content, WORKSPACE_ID, heads.get(chain) ?? emptyChain(chain));
    heads.set(chain, head);
    return { ...JSON.parse(text), hash: head.hash };
  });
  return events.sort((a, b) => a.chain - b.chain || a.sequence - b.sequence);
}

/** Random trails on a few chains, each with at least three events in the first one. */
export const trail = fc
  .tuple(
    fc.array(record, { minLength: 3, maxLength: 3 }),
    fc.array(fc.record({ record, chain: fc.integer({ min: 0, max: 2 }) }), { maxLength: 12 }),
  )
  .map(([first, rest]) => createTrail([...first.map((content) => ({ record: content, chain: 0 })), ...rest]));

/** The last event of each chain. */
export function headsOf(events: readonly AuditEvent[]) {
  const heads = new Map(events.map(({ chain, sequence, hash }) => [chain, { chain, sequence, hash }]));
  return [...heads.values()].sort((a, b) => a.chain - b.chain);
}
