import type { RequestReport } from "../local/dynamodb/calls.ts";
import type { LogEntry } from "../local/logs/log-sink.ts";
import type { Platform } from "../local/platform.ts";
import type { FunctionWork, OperationMeasurement } from "./measurement.ts";

/** Counts what functions do between `begin` and `end`. */
export interface Ledger {
  begin(): void;
  /** @param idle what a run of `counting` does that finds nothing: it is nobody's doing, and taken off */
  end(idle?: FunctionWork): Pick<OperationMeasurement, "requests" | "accessLogBytes" | "functions">;
  /** What the authorizer wrote to tokens since `begin`. */
  unitsOfLastUse(): number;
  /** By what a function is called in AWS: its folder in `functions/`. */
  nameOf(functionName: string): string;
}

type Work = { -readonly [Name in keyof FunctionWork]: FunctionWork[Name] };

/** Lines that functions write once for each invocation that no request began. */
const END_OF_INVOCATION = new Set(["metered", "run ended"]);

export function createLedger(platform: Platform, entries: LogEntry[]): Ledger {
  const { functions, api } = platform.deployment();
  const names = new Map(functions.map(({ name, environment }) => [name, environment.POWERTOOLS_SERVICE_NAME ?? name]));
  const byArn = new Map(functions.map(({ arn, name }) => [arn, names.get(name) ?? name]));
  const routes = new Map(api.routes.map((route) => [route.routeKey, route]));
  const nameOf = (functionName: string) => names.get(functionName) ?? functionName;
  let works = new Map<string, Work>();
  let lastUseUnits = 0;

  function workOf(name: string): Work {
    const work = works.get(name) ?? {
      name,
      invocations: 0,
      readUnits: 0,
      writeUnits: 0,
      calls: 0,
      transactions: 0,
      logBytes: 0,
    };
    works.set(name, work);
    return work;
  }

  platform.store.observe((request) => {
    const { accessKeyId, operation, actions } = request;
    const work = workOf(nameOf(accessKeyId));
    const { readUnits, writeUnits } = unitsOf(request);
    work.readUnits += readUnits;
    work.writeUnits += writeUnits;
    if (operation.startsWith("Transact")) work.transactions += 1;
    else work.calls += 1;
    const isLastUse = actions.some(({ leadingKeys }) => leadingKeys.some((key) => key.startsWith("TOKEN#")));
    if (work.name === "authorizer" && writeUnits > 0 && isLastUse) lastUseUnits += writeUnits;
  });

  /** A request invokes the authorizer, unless its route is open, and the function behind it. */
  function addRequest(line: string): void {
    const route = routes.get(String(JSON.parse(line).routeKey));
    if (route === undefined) throw new Error("a line of the access log names no route");
    if (route.authorizer !== undefined) workOf(byArn.get(route.authorizer.functionArn) ?? "").invocations += 1;
    workOf(byArn.get(route.functionArn) ?? "").invocations += 1;
  }

  function addLine(functionName: string, line: string): void {
    const work = workOf(nameOf(functionName));
    work.logBytes += Buffer.byteLength(line);
    if (END_OF_INVOCATION.has(messageOf(line))) work.invocations += 1;
  }

  return {
    begin() {
      works = new Map();
      lastUseUnits = 0;
      entries.length = 0;
    },
    end(idle) {
      let requests = 0;
      let accessLogBytes = 0;
      for (const { kind, line, function: functionName } of entries) {
        if (kind === "access") {
          requests += 1;
          accessLogBytes += Buffer.byteLength(line);
          addRequest(line);
        } else if (kind === "function" && functionName !== undefined) addLine(functionName, line);
      }
      const done = [...works.values()].map((work) => (work.name === idle?.name ? without(work, idle) : { ...work }));
      return { requests, accessLogBytes, functions: done.filter(({ name }) => name !== "local-administrator") };
    },
    unitsOfLastUse: () => lastUseUnits,
    nameOf,
  };
}

/** A Query that finds nothing is billed as one of 4 kB, a condition that does not hold as a write of 1 kB. */
function unitsOf({ operation, readUnits, writeUnits, errorType, actions }: RequestReport) {
  const nothingFound = actions.some(({ indexName }) => indexName !== undefined) ? 0.5 : 1;
  return {
    readUnits: operation === "Query" ? Math.max(readUnits, nothingFound) : readUnits,
    writeUnits: errorType === "ConditionalCheckFailedException" ? 1 : writeUnits,
  };
}

/** What the runs did besides what each of them does anyway. */
function without(work: FunctionWork, idle: FunctionWork): FunctionWork {
  const runs = work.invocations;
  return {
    name: work.name,
    invocations: 0,
    readUnits: Math.max(0, work.readUnits - runs * idle.readUnits),
    writeUnits: Math.max(0, work.writeUnits - runs * idle.writeUnits),
    calls: Math.max(0, work.calls - runs * idle.calls),
    transactions: work.transactions,
    logBytes: Math.max(0, work.logBytes - runs * idle.logBytes),
  };
}

function messageOf(line: string): string {
  try {
    return String(JSON.parse(line).message);
  } catch {
    return "";
  }
}
