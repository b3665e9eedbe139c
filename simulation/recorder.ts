import { type AttributeValue, DynamoDBClient, type TransactWriteItem } from "@aws-sdk/client-dynamodb";

export interface Call {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A client that reaches nobody: it writes down what it was asked, and answers what it is told to. */
export function createRecorder(answer: (call: Call) => object = () => ({})): {
  readonly client: DynamoDBClient;
  readonly calls: readonly Call[];
} {
  const calls: Call[] = [];
  const client = new DynamoDBClient({ region: "eu-central-1" });
  client.middlewareStack.add(
    (_, context) => async (args) => {
      const call = { command: String(context.commandName), input: { ...args.input } };
      calls.push(call);
      return { response: {}, output: { $metadata: {}, ...answer(call) } };
    },
    { step: "initialize", priority: "low" },
  );
  return { client, calls };
}

export function writesOf({ input }: Call): readonly TransactWriteItem[] {
  return Array.isArray(input.TransactItems) ? input.TransactItems : [];
}

export type Item = Readonly<Record<string, AttributeValue>>;

/** DynamoDB developer guide, "Item sizes and formats": names and values in UTF-8, and a little for what is nested. */
export function bytesOf(item: Item): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += Buffer.byteLength(name) + bytesOfValue(value);
  return bytes;
}

function bytesOfValue(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.replace(/\D/g, "").length / 2) + 1;
  if (value.L !== undefined) return 3 + value.L.reduce((sum, member) => sum + 1 + bytesOfValue(member), 0);
  if (value.M !== undefined) return 3 + bytesOf(value.M) + Object.keys(value.M).length;
  if (value.B !== undefined) return value.B.byteLength;
  return 1;
}

export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

/** Strongly consistent. */
export function readUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 4096));
}
