/** One row of the table of features: what Latchkey promises, in our own words. */
export interface Feature {
  readonly promise: string;
  /** True when the promise comes from the documents of a platform that people use today. */
  readonly seed: boolean;
  /** True when the promise is about the console; a test here shows the part of it that the API does. */
  readonly console?: true;
}

const seed = (promise: string): Feature => ({ promise, seed: true });
const seedConsole = (promise: string): Feature => ({ promise, seed: true, console: true });
const own = (promise: string): Feature => ({ promise, seed: false });

/**
 * The numbered features of the token platform. `docs/features.md` lists them with the tests that show them, and a unit
 * test fails when a seed row has none.
 */
export const FEATURES = {
  1: seed("a token is public, private or a service token, and its prefix tells which"),
  2: seed("a token carries a label, a note and an owner; the label is required"),
  3: seed("tokens are not limited in number and are listed in pages"),
  4: seed("a secret is shown once and only its digest is stored; a public token can always be copied"),
  5: seed("lists show the first ten characters, which hold no secret bit"),
  6: seed("every token has a unique id and a display form that names its owner"),
  7: seed("tokens are edited, disabled, enabled and revoked; a revoked one keeps a tombstone"),
  8: seed("an expiry is an exact instant or not specified, within the lifetime that the workspace allows"),
  9: seed("the last use of a token is shown, with its origin or address"),
  10: seed("a token travels in the Authorization header; only a public one may travel in a query"),
  11: own("a rotation keeps the id and the settings, and the old secret through a grace period"),
  12: seed("tokens are reassigned to service accounts only, one or many at a time"),
  13: own("a token can verify and explain itself"),
  14: own("a token is recognizable, and a malformed one is refused before any input or output"),
  15: own("tokens that end soon are announced"),
  16: own("tokens that nobody uses are found"),
  17: own("a revocation states its bound, and a status call confirms that it has passed"),
  18: own("a set of rights is frozen: what is added later never reaches an old token"),
  19: own("a rotation shows who still uses the old secret, and when it is safe to finish"),
  20: own("a page may name a stable embed id in the place of a token"),
  21: seed("roles from viewer to owner are a ceiling on what a token may do"),
  22: seed("scopes name the API families that a token opens"),
  23: seed("each scope is for reading or for reading and writing, by what an operation does"),
  24: seed("a private token may do what its creator may do, never more than the owner has now"),
  25: seed("results are filtered by the services that the owner may see, and no service means no access"),
  26: seedConsole("members are offered only what they may use, and told who can grant the rest"),
  27: seed("who may manage tokens follows from the role"),
  28: seedConsole("a token never opens the console"),
  29: seed("a public token loads, saves, resumes and sends analytics, and does nothing else"),
  30: own("private and service tokens may be bound to addresses"),
  31: own("a token has a rate limit and daily quotas; saves stop first, loads last"),
  32: seed("service accounts are created with names of letters, digits, hyphen and underscore"),
  33: seedConsole("service accounts are listed with the number of their tokens and their last use"),
  34: seed("no public token without a service account"),
  35: seed("members are invited, granted, limited, and removed only when they own no token"),
  36: seedConsole("what can be done to a token or a member is done by an operation of its own"),
  37: seed("a service has its own token, made with it, revealed on demand and rotated"),
  38: seed("a service token authorizes and reports the use of applications"),
  39: seed("applications belong to a service, have keys and limits, and are filtered by access"),
  40: seed("a gateway pulls the configuration of its service with an access token"),
  41: seed("every public token has a list of domains with at least one entry"),
  42: seed("other websites are stopped, by the server and by CORS"),
  43: seed("wildcards stand for subdomains only, and a workspace may refuse them"),
  44: seed("private tokens work from any origin"),
  45: own("a list of domains can be tested, watched and tried before it counts"),
  46: own("a refusal can be read by whoever integrates the embed"),
  47: seedConsole("the tokens of a workspace are on one page, searched, filtered, sorted and shared by its address"),
  48: seedConsole("columns of the table are hidden and shown at once, and that is remembered"),
  49: seedConsole("disabled tokens are dimmed, expired ones are marked in words, active public ones are copied"),
  50: seedConsole("tokens are added, changed and ended on a page, by mouse, keyboard and screen reader"),
  51: own("services, configurators, saves, webhooks, the audit log and the workspace have pages, in light and in dark"),
  52: seedConsole("the API has interactive documentation, tried out with a token of one's own"),
  53: seed("a public token loads the published configurator in one request, without a preflight"),
  54: own(
    "attributes are texts, numbers, switches, colors, choices, parts with a quantity, and files, with labels in every language",
  ),
  55: own("rules show, enable and set attributes and values, by one engine in the browser and on the server"),
  56: own("prices are whole minor units that the server works out again, and a shop checks a signed quote offline"),
  57: own("a product is shown in pictures or in 3D, and a picture takes the place of a model that cannot be shown"),
  58: seed("a choice is saved under a short id and opened again by a link, also after the product has changed"),
  59: own("a public token cannot list what was saved; a private one with the scope can"),
  60: seed("analytics arrive exactly once per event, and only when the visitor allows them"),
  61: seed("what shoppers do is told over time, as a funnel, and by option, token and website, also as CSV"),
  62: seed("what was used is metered, priced by rate cards and billed in monthly statements, also as CSV"),
  63: seed("a page gets a configurator by script tag, element, JavaScript or npm module"),
  64: own(
    "the form of options works for everybody: by keyboard, screen reader, in both directions of writing, in the shop's looks",
  ),
  65: own("events are typed and name their source, ready is told again, and holds are waited for before the cart"),
  66: own("the embed runs under a strict policy, pinned by its integrity, several times on one page"),
  67: own("a failure is soft: the shopper sees the last known product or a picture, the integrator the reason"),
  73: own("every change is in a hash-chained audit log that can be verified offline"),
} as const satisfies Readonly<Record<number, Feature>>;

export type FeatureRow = keyof typeof FEATURES;

/** Title of the tests of one row: `row 25: results are filtered by ...`. */
export function feature(row: FeatureRow): string {
  return `row ${row}: ${FEATURES[row].promise}`;
}
