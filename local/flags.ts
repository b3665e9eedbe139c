/** What the person who runs `npm start` asked for. */
export interface StartOptions {
  readonly dataDirectory: string;
  readonly port: number;
  readonly shopPort: number;
  readonly reset: boolean;
  readonly verbose: boolean;
  readonly eventExport: boolean;
}

export type Flags =
  | { readonly kind: "start"; readonly options: StartOptions }
  | { readonly kind: "help" }
  | { readonly kind: "mistake"; readonly message: string };

export const HELP = `Runs Latchkey on this machine, from the stack that would be deployed.

  npm start                     start, with the data of the last run
  npm start -- --reset          start from nothing
  npm start -- --port <port>    the API and the embed script; the demo shop gets the next port (default 8787)
  npm start -- --verbose        print every log line of every function
  npm start -- --event-export   write every event into files below <data>/firehose, too
  npm start -- --help           this text

  PORT               as --port, which wins
  LATCHKEY_DATA_DIR  where the data is kept (default .latchkey)
`;

const PORT_DEFAULT = 8787;
/** The shop takes the port after it. */
const PORT_MAX = 65_534;

export function parseFlags(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Flags {
  let port = environment.PORT;
  let portName = "PORT";
  let reset = false;
  let verbose = false;
  let eventExport = false;
  for (let index = 0; index < args.length; index += 1) {
    const [flag = "", inline] = splitFlag(args[index] ?? "");
    switch (flag) {
      case "--help":
      case "-h":
        return { kind: "help" };
      case "--reset":
        reset = true;
        break;
      case "--verbose":
        verbose = true;
        break;
      case "--event-export":
        eventExport = true;
        break;
      case "--port":
        portName = flag;
        index += inline === undefined ? 1 : 0;
        port = inline ?? args[index] ?? "";
        continue;
      default:
        return mistake(`unknown argument ${JSON.stringify(args[index])}; see npm start -- --help`);
    }
    if (inline !== undefined) return mistake(`${flag} takes no value`);
  }
  const number = port === undefined || (port === "" && portName === "PORT") ? PORT_DEFAULT : parsePort(port);
  if (number === undefined)
    return mistake(`${portName} is ${JSON.stringify(port)}, but must be a port from 1 to ${PORT_MAX}`);
  const dataDirectory = environment.LATCHKEY_DATA_DIR || ".latchkey";
  return { kind: "start", options: { dataDirectory, port: number, shopPort: number + 1, reset, verbose, eventExport } };
}

function splitFlag(argument: string): [flag: string, value: string | undefined] {
  const equals = argument.indexOf("=");
  return argument.startsWith("--") && equals > 0
    ? [argument.slice(0, equals), argument.slice(equals + 1)]
    : [argument, undefined];
}

function parsePort(text: string): number | undefined {
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port >= 1 && port <= PORT_MAX ? port : undefined;
}

function mistake(message: string): Flags {
  return { kind: "mistake", message };
}
