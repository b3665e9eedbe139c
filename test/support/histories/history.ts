import { type DocumentedOperation, readHandingOut } from "../rights/document.ts";
import { requestCalmly } from "../rights/manage.ts";
import { classify } from "../rights/matrix.ts";
import type { PlainResponse, RequestOptions, TestPlatform } from "../test-platform.ts";
import { idIn, keysOf, type MakePlan, type Person, type Plan } from "./plans.ts";
import type { Random } from "./random.ts";
import { createTimeline, type RequestTime } from "./timeline.ts";
import { type Asker, answerOf, holdsService, standingOf, type World } from "./world.ts";

export interface HistoryOptions {
  readonly test: TestPlatform;
  readonly random: Random;
  readonly plans: readonly MakePlan[];
  readonly operations: readonly DocumentedOperation[];
  readonly people: readonly Person[];
  readonly sessionOf: (subject: string) => RequestOptions;
  readonly first: World;
}

export interface History {
  /** One change, with requests by many askers while it is made and after it. */
  step(): Promise<void>;
  /** Where the system and the model differ, each with what came before. */
  readonly differences: readonly string[];
  /** How often each outcome was seen. */
  readonly counts: ReadonlyMap<string, number>;
}

const REQUESTS_DURING = 2;
const REQUESTS_AFTER = 5;
/** A credential that ends within this time may do so before a request arrives. */
const MARGIN_MS = 1000;
/** The bound of public tokens, and the time that a request takes. */
const PUBLIC_BOUND_MS = 10_000 + 500;
const STORY_LINES = 20;
const LAST_LINES = 5;
const NAMES = /\b(?:lk[psv]_|mem_|svc_|history-|[0-9a-f]{8}-)[\w-]+/g;

/** A request whose answer is known, and what the model says about it. */
interface Observed extends RequestTime {
  readonly name: string;
  readonly found: string;
  readonly judge: (world: World, atMs: number) => string;
}

/** Runs a random history through the API and compares each answer with the model. */
export function createHistory({ test, random, plans, operations, people, sessionOf, first }: HistoryOptions): History {
  const timeline = createTimeline(first);
  const askers: Asker[] = people.map(({ subject }) => ({ person: subject }));
  const known = new Set<string>();
  const story: string[] = [];
  const differences: string[] = [];
  const counts = new Map<string, number>();
  const visible = operations.find(({ id }) => id === "getService");

  async function step(): Promise<void> {
    const plan = makePlan();
    const during = Array.from({ length: REQUESTS_DURING }, () => ask());
    await perform(plan);
    judge(await Promise.all(during));
    judge(await Promise.all(Array.from({ length: REQUESTS_AFTER }, () => ask())));
  }

  function makePlan(): Plan {
    for (;;) {
      const plan = random.pick(plans)({ world: timeline.now(), random, people, askers, nowMs: Date.now() });
      if (plan !== undefined) return plan;
    }
  }

  async function perform(plan: Plan): Promise<void> {
    const { name, method, path, body, asker, isAllowed } = plan;
    const sentAtMs = Date.now();
    const isLasting = asker === undefined || isSettled(asker, sentAtMs);
    const answer = await send(path, asker, { method, ...(body !== undefined && { body }) });
    const answeredAtMs = Date.now();
    const isDone = answer.status >= 200 && answer.status < 300;
    story.push(`${name} by ${nameOf(asker)}: ${answer.status}`);
    count(isDone ? "done" : "refused");
    // Time only takes away: what is not allowed now will not be, and what is allowed may not be for long.
    if (answer.status >= 500 || (isDone ? !isAllowed : isAllowed && isLasting)) {
      report(`${answer.status} ${answer.text}, but the model ${isAllowed ? "allows" : "refuses"} it`);
    }
    if (!isDone) return;
    timeline.add(plan.apply(bodyOf(answer)), sentAtMs, answeredAtMs);
    for (const [tokenId, { secrets }] of Object.entries(timeline.now().tokens)) {
      for (const { value } of secrets) {
        if (!known.has(value)) askers.push({ tokenId, secret: value });
        known.add(value);
      }
    }
  }

  function isSettled(asker: Asker, atMs: number): boolean {
    const [now, later] = [atMs, atMs + MARGIN_MS].map((at) => standingOf(timeline.now(), asker, at));
    return (now === undefined) === (later === undefined);
  }

  /** Somebody asks for something. What is chosen does not depend on answers, so that a seed gives the same requests. */
  function ask(): Promise<Observed> {
    const asker = random.pick(random.chance(0.7) ? askers.slice(-20) : askers);
    return random.chance(0.25) ? askForService(asker) : askForOperation(asker);
  }

  async function askForOperation(asker: Asker): Promise<Observed> {
    const operation = random.pick(random.chance(0.8) ? operations.filter(isFor(asker)) : operations);
    const path = `${operation.path.replaceAll(/\{[^}]+\}/g, "0")}?unheardOf=1`;
    return observe(path, asker, {
      name: operation.id,
      method: operation.method,
      read: (answer) => (answer.text.includes("has been rotated") ? "old secret" : classify(answer)),
      judge: (world, atMs) => {
        const answer = answerOf(world, operation, asker, atMs);
        const isRefused = HANDING_OUT.includes(operation.id) && isOldSecret(world, asker);
        return answer !== "forbidden" && isRefused ? "old secret" : answer;
      },
    });
  }

  /** Whether one service is shown, is not found, or nothing is. */
  async function askForService(asker: Asker): Promise<Observed> {
    if (visible === undefined) throw new Error("there is no operation getService");
    const keys = [...keysOf(first, "service"), ...keysOf(timeline.now(), "service")];
    const key = keys.length === 0 ? "service:svc_000000000000" : random.pick(keys);
    return observe(`/v1/services/${idIn(key)}`, asker, {
      name: `getService ${key}`,
      method: "GET",
      read: (answer) => (answer.status === 200 ? "shown" : answer.status === 404 ? "not found" : classify(answer)),
      judge: (world, atMs) => {
        const answer = answerOf(world, visible, asker, atMs);
        const standing = standingOf(world, asker, atMs);
        if (answer !== "answered" || standing === undefined) return answer;
        return key in world.owners && holdsService(standing, idIn(key)) ? "shown" : "not found";
      },
    });
  }

  async function observe(
    path: string,
    asker: Asker,
    {
      name,
      method,
      read,
      judge: model,
    }: {
      readonly name: string;
      readonly method: string;
      readonly read: (answer: PlainResponse) => string;
      readonly judge: Observed["judge"];
    },
  ): Promise<Observed> {
    const boundMs = "secret" in asker && asker.secret.startsWith("lkp_") ? PUBLIC_BOUND_MS : 0;
    const sentAtMs = Date.now();
    const answer = await send(path, asker, { method });
    const answeredAtMs = Date.now();
    return { name: `${name} by ${nameOf(asker)}`, found: read(answer), judge: model, sentAtMs, answeredAtMs, boundMs };
  }

  function judge(requests: readonly Observed[]): void {
    for (const request of requests) {
      const possible = timeline.possible(request, request.judge);
      count(request.found);
      if (!possible.has(request.found)) {
        report(`${request.name}: ${request.found}, but the model says ${[...possible].join(" or ")}`);
      }
    }
  }

  function send(path: string, asker: Asker | undefined, options: RequestOptions): Promise<PlainResponse> {
    return requestCalmly(test, path, { ...credentialOf(asker), ...options, baseUrl: test.platform.gatewayUrl });
  }

  function credentialOf(asker: Asker | undefined): RequestOptions {
    if (asker === undefined) return { token: test.demo.ownerToken };
    if ("person" in asker) return sessionOf(asker.person);
    return { token: asker.secret, ...(asker.secret.startsWith("lkp_") && { origin: test.demo.shopUrl }) };
  }

  function count(outcome: string): void {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }

  /** With the last changes of all, and of whom the difference is about. */
  function report(difference: string): void {
    const names = [...new Set(`${story.at(-1)} ${difference}`.match(NAMES))];
    const about = story.slice(0, -LAST_LINES).filter((line) => names.some((name) => line.includes(name)));
    differences.push([...about.slice(-STORY_LINES), "...", ...story.slice(-LAST_LINES), difference].join("\n"));
  }

  return { step, differences, counts };
}

const HANDING_OUT = readHandingOut();

function isOldSecret({ tokens }: World, asker: Asker): boolean {
  if ("person" in asker) return false;
  return tokens[asker.tokenId]?.secrets.find(({ value }) => value === asker.secret)?.untilMs !== undefined;
}

function isFor(asker: Asker) {
  const kind =
    "person" in asker ? "session" : { lkp: "public", lks: "private", lkv: "service" }[asker.secret.slice(0, 3)];
  return ({ credentials }: DocumentedOperation) => kind !== undefined && credentials.includes(kind);
}

/** For the story of a failure: ids, and never a secret. */
function nameOf(asker: Asker | undefined): string {
  if (asker === undefined) return "the owner";
  return "person" in asker ? `the session of ${asker.person}` : `${asker.tokenId} (${asker.secret.slice(-6)})`;
}

function bodyOf({ json }: PlainResponse): Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null ? { ...json } : {};
}
