import { checkDocument } from "../functions/domain/configurator/check-document.ts";
import {
  type AttributeValue,
  type ConfiguratorDocument,
  DOCUMENT_LIMITS,
  type Values,
} from "../functions/domain/configurator/document.ts";
import { evaluate } from "../functions/domain/configurator/evaluate.ts";
import { createLargeDocument } from "./large-document.ts";
import { atMost, formatNanoseconds, type Section } from "./report.ts";
import { batch, median, runRounds } from "./rounds.ts";

const PER_BATCH = 10;
const ROUNDS = 60;
const WARM_UP_ROUNDS = 10;
const LIMIT = 10;

/** What it costs to evaluate the largest document that there may be, beside what a browser pays to parse it. */
export async function measureEngine(): Promise<Section> {
  const document = createLargeDocument();
  const text = JSON.stringify(document);
  const bytes = Buffer.byteLength(text);
  if (bytes > DOCUMENT_LIMITS.documentBytes) throw new Error(`the document of the bench has ${bytes} bytes`);
  const checkStart = performance.now();
  const [problem] = checkDocument(document);
  const checkMs = performance.now() - checkStart;
  if (problem !== undefined) throw new Error(`the document of the bench cannot be published: ${problem.message}`);

  const choices = [{}, ...Array.from({ length: PER_BATCH }, (_, turn) => chooseAnything(document, turn))];
  let total = 0;
  const count = (copy: ConfiguratorDocument, turn: number) => {
    total += evaluate(copy, choices[turn % choices.length] ?? {}).price.EUR ?? 0;
  };
  const parse = batch(PER_BATCH, () => {
    for (let turn = 0; turn < PER_BATCH; turn += 1) {
      const copy: ConfiguratorDocument = JSON.parse(text);
      total += copy.attributes.length;
    }
  });
  // A new object each time: its plan has to be made.
  const first = batch(PER_BATCH, () => {
    for (let turn = 0; turn < PER_BATCH; turn += 1) count({ ...document }, turn);
  });
  const further = batch(PER_BATCH, () => {
    for (let turn = 0; turn < PER_BATCH; turn += 1) count(document, turn);
  });
  const [parsed, firsts, furthers] = await runRounds([parse, first, further], {
    rounds: ROUNDS,
    warmUpRounds: WARM_UP_ROUNDS,
  });
  if (total === 0) throw new Error("nothing was evaluated");

  return {
    title: "Evaluating a configurator",
    notes: [
      `bare: JSON.parse of a document with ${document.attributes.length} attributes, ${document.rules?.length} rules and ${bytes} bytes; ${ROUNDS} rounds of ${PER_BATCH}`,
      "first: order of the attributes, values, states, price in two currencies and layers, for a document that was not seen before",
      "further: the same after each choice of a shopper, other choices every time",
      "checks: everything that publishing looks at, once",
    ],
    rows: [
      { name: "bare JSON.parse", value: formatNanoseconds(median(parsed)) },
      {
        name: "first evaluation",
        value: formatNanoseconds(median(firsts)),
        ...atMost(median(firsts) / median(parsed), LIMIT),
      },
      {
        name: "further evaluation",
        value: formatNanoseconds(median(furthers)),
        ...atMost(median(furthers) / median(parsed), LIMIT),
      },
      { name: "checks before publishing", value: formatNanoseconds(checkMs * 1_000_000) },
    ],
  };
}

/** Some value for every third attribute. */
function chooseAnything({ attributes }: ConfiguratorDocument, turn: number): Values {
  return Object.fromEntries(
    attributes.flatMap((attribute, index): readonly (readonly [string, AttributeValue])[] => {
      if ((index + turn) % 3 !== 0) return [];
      const value = "values" in attribute ? attribute.values[turn % attribute.values.length]?.id : undefined;
      if (attribute.type === "boolean") return [[attribute.id, turn % 2 === 0]];
      if (attribute.type === "number") return [[attribute.id, attribute.max]];
      if (attribute.type === "part") return [[attribute.id, { part: value ?? "", quantity: attribute.quantity.max }]];
      return value === undefined ? [] : [[attribute.id, value]];
    }),
  );
}
