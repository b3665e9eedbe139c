const UNIT_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** EventBridge's `rate(1 hour)`, in milliseconds; undefined for everything that EventBridge would refuse, and for `cron(...)`. */
export function parseRate(expression: string): number | undefined {
  const [, digits = "", unit, plural] = /^rate\(([1-9][0-9]{0,5}) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const value = Number(digits);
  if (!isUnit(unit) || (value === 1) !== (plural === "")) return undefined;
  return value * UNIT_MS[unit];
}

function isUnit(text: string | undefined): text is keyof typeof UNIT_MS {
  return text !== undefined && text in UNIT_MS;
}
