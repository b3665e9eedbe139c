/** How the console calls what the embed reports. Other events have the names that their senders gave them. */
const EVENTS: Readonly<Record<string, string>> = {
  load: "Loads",
  option_chosen: "Choices made",
  option_shown: "Options shown",
  rule_blocked: "Blocked by a rule",
  price_shown: "Prices shown",
  save: "Saves",
  resume: "Reopened",
  share: "Shares",
  add_to_cart: "Added to cart",
  error: "Errors",
};

export function describeEvent(name: string): string {
  return EVENTS[name] ?? name;
}

const SIGNED = new Intl.NumberFormat(undefined, {
  style: "percent",
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});

/** By how much something has changed: "+12.5%". Undefined: there was nothing before that it could be compared with. */
export function describeChange(count: number, before: number | undefined): string | undefined {
  if (before === undefined || before === 0) return undefined;
  return SIGNED.format(count / before - 1);
}
