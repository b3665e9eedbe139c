import fc from "fast-check";

/** Few and alike, so that generated patterns and origins often nearly match. */
const label = fc.constantFrom(
  "a",
  "b",
  "shop",
  "example",
  "xn--bcher-kva",
  "my_shop",
  "1",
  "0x7f",
  "-",
  "com",
  "io",
  "github",
);
const hostName = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join("."));
const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6().map((text) => `[${text}]`),
);
const scheme = fc.constantFrom("https", "http");
const port = fc.oneof(
  { weight: 4, arbitrary: fc.constant("") },
  { weight: 2, arbitrary: fc.constantFrom(":0", ":80", ":443", ":8443", ":65535", ":65536", ":08443") },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 70_000 }).map((number) => `:${number}`) },
);

/** Nearly all of these are canonical origins. */
export const originText = fc
  .tuple(scheme, fc.oneof({ weight: 6, arbitrary: hostName }, { weight: 1, arbitrary: address }), port)
  .map(([protocol, host, suffix]) => `${protocol}://${host}${suffix}`);

const NOISE = [
  ",",
  " ",
  "@",
  ":",
  "/",
  "\\",
  "?",
  "#",
  "%",
  "%2e",
  ".",
  "*",
  "\t",
  "\n",
  "\u0000",
  "\u200b",
  "ｅ",
  "。",
  "É",
  "[",
  "]",
  "A",
];

/** Origins with something put into them that does not belong there. */
export const noisyOriginText = fc
  .tuple(originText, fc.nat(), fc.oneof(fc.constantFrom(...NOISE), fc.string({ unit: "binary", maxLength: 3 })))
  .map(([text, where, noise]) => {
    const position = where % (text.length + 1);
    return text.slice(0, position) + noise + text.slice(position);
  });

const closeLabels = (maxLength: number) => fc.array(fc.constantFrom("a", "b", "_"), { minLength: 1, maxLength });
const closePort = fc.constantFrom("", ":8443", ":1");

/** Origins that differ little from each other and from the patterns below. */
export const closeOrigin = fc
  .tuple(scheme, closeLabels(4), closePort)
  .map(([protocol, labels, suffix]) => `${protocol}://${labels.join(".")}${suffix}`);

/** Stored forms of domain patterns. */
export const storedPattern = fc
  .record({ wildcard: fc.boolean(), labels: closeLabels(3), scheme, port: closePort })
  .map(({ wildcard, labels, scheme: protocol, port: suffix }) => {
    return wildcard ? `https://*.${labels.join(".")}${suffix}` : `${protocol}://${labels.join(".")}${suffix}`;
  });
