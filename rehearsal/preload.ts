// Loaded into programs of the guide's shell: their requests find the emulator under the names of AWS.
import { readFileSync } from "node:fs";
import { createEmulatorFetch } from "./emulator-fetch.ts";

const { LATCHKEY_EMULATOR_PORT: port, NODE_EXTRA_CA_CERTS: certificateFile } = process.env;
if (port === undefined || certificateFile === undefined) throw new Error("the emulator is not told");
const emulatorFetch = createEmulatorFetch({ port: Number(port), certificate: readFileSync(certificateFile, "utf8") });
globalThis.fetch = (input, init) => emulatorFetch(input instanceof Request ? input.url : String(input), init ?? {});
