import { readFileSync } from "node:fs";

/** One row of the table in `docs/rights.md`, as somebody reads it who knows nothing else of the system. */
export interface DocumentedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Empty for an open operation. */
  readonly credentials: readonly string[];
  /** The scope of a private token or session, or the capability of a public token. */
  readonly right?: string;
  readonly lowestRole?: string;
  readonly byService: boolean;
}

export function readRightsDocument(): readonly DocumentedOperation[] {
  const text = readFileSync(new URL("../../../docs/rights.md", import.meta.url), "utf8");
  const [guarded = "", open = ""] = text.split("## Open to everybody");
  return [
    ...rowsOf(guarded).map(([id = "", route = "", credentials = "", right = "", role = "", , byService = ""]) => ({
      ...describeRoute(id, route),
      credentials: credentials.split(", "),
      ...(right !== "none" && { right }),
      // What stands behind the semicolon is about the target, which no table of credentials knows.
      ...(role !== "none" && { lowestRole: role.split(";")[0] ?? "" }),
      byService: byService === "yes",
    })),
    ...rowsOf(open).map(([id = "", route = ""]) => ({
      ...describeRoute(id, route),
      credentials: [],
      byService: false,
    })),
  ];
}

/** The cells of the rows that start with a name in code quotes. */
function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
}

function describeRoute(id: string, route: string): Pick<DocumentedOperation, "id" | "method" | "path"> {
  const [method = "", path = ""] = route.split(" ");
  return { id, method, path };
}

const ROLES_LOW_TO_HIGH = ["viewer", "team member", "workspace manager", "administrator", "owner"];

/** Somebody with a credential, as far as the document speaks of them. */
export interface DocumentedCaller {
  /** `none` and `malformed` are kinds that no operation names. */
  readonly kind: string;
  readonly role?: string;
  readonly scopes: readonly string[];
  readonly services: "all" | readonly string[];
}

export type DocumentedAnswer = "answered" | "forbidden" | "no_service_access";

/** What the document says about a caller and an operation. Where it says nothing: forbidden. */
export function readAnswer(operation: DocumentedOperation, caller: DocumentedCaller): DocumentedAnswer {
  if (operation.credentials.length === 0) return "answered";
  if (!operation.credentials.includes(caller.kind)) return "forbidden";
  if (caller.kind === "service") return "answered";
  if (operation.right !== undefined && !holds(caller.scopes, operation.right)) return "forbidden";
  if (operation.lowestRole !== undefined && rank(caller.role) < rank(operation.lowestRole)) return "forbidden";
  return operation.byService && caller.services.length === 0 ? "no_service_access" : "answered";
}

function holds(scopes: readonly string[], right: string): boolean {
  return scopes.includes(right) || (right.endsWith(":read") && scopes.includes(right.replace(":read", ":write")));
}

/** -1 for no role at all. @throws for a role that there is not */
function rank(role: string | undefined): number {
  if (role === undefined) return -1;
  const found = ROLES_LOW_TO_HIGH.indexOf(role.replaceAll("_", " "));
  if (found < 0) throw new Error(`there is no role ${role}`);
  return found;
}

/** The operations that the secret before a rotation does not open, by the document's rule of the old secret. */
export function readHandingOut(): readonly string[] {
  const text = readFileSync(new URL("../../../docs/rights.md", import.meta.url), "utf8");
  const rule = text.split("\n").find((line) => line.includes("**Old secret.**")) ?? "";
  return [...rule.matchAll(/`(\w+)`/g)].flatMap(([, id]) => (id === undefined || id === "right_not_held" ? [] : [id]));
}
