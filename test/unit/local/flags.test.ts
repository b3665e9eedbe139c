import { describe, expect, it } from "vitest";
import { parseFlags } from "../../../local/flags.ts";

const start = (args: string[], environment = {}) => {
  const flags = parseFlags(args, environment);
  return flags.kind === "start" ? flags.options : flags;
};

describe("parseFlags", () => {
  it("starts on 8787 and 8788 with .latchkey when nothing is said", () => {
    const defaults = {
      dataDirectory: ".latchkey",
      port: 8787,
      shopPort: 8788,
      reset: false,
      verbose: false,
      eventExport: false,
    };
    expect(start([])).toEqual(defaults);
    expect(start([], { PORT: "", LATCHKEY_DATA_DIR: "" })).toEqual(defaults);
  });

  it("takes port and data directory from the environment, and a flag wins", () => {
    expect(start([], { PORT: "9000", LATCHKEY_DATA_DIR: "/data" })).toMatchObject({
      port: 9000,
      shopPort: 9001,
      dataDirectory: "/data",
    });
    expect(start(["--port", "9100"], { PORT: "9000" })).toMatchObject({ port: 9100, shopPort: 9101 });
    expect(start(["--port=9200", "--reset", "--verbose"])).toMatchObject({ port: 9200, reset: true, verbose: true });
    expect(start(["--event-export"])).toMatchObject({ eventExport: true });
  });

  it("takes the ports whose neighbor is a port too", () => {
    expect(start(["--port", "1"])).toMatchObject({ port: 1 });
    expect(start(["--port", "65534"])).toMatchObject({ shopPort: 65_535 });
  });

  it.each([
    [["--port", "0"], {}, '--port is "0"'],
    [["--port", "65535"], {}, '--port is "65535"'],
    [["--port"], {}, '--port is ""'],
    [["--port=1e3"], {}, '--port is "1e3"'],
    [[], { PORT: "http" }, 'PORT is "http"'],
    [["--fast"], {}, 'unknown argument "--fast"'],
    [["--reset=yes"], {}, "--reset takes no value"],
    [["serve"], {}, 'unknown argument "serve"'],
    [[""], {}, 'unknown argument ""'],
  ])("says in one line what is wrong with %j %j", (args, environment, message) => {
    const flags = parseFlags(args, environment);
    expect(flags).toEqual({ kind: "mistake", message: expect.stringContaining(message) });
    expect(flags.kind === "mistake" && flags.message).not.toContain("\n");
  });

  it("gives help whatever else is asked", () => {
    expect(start(["--reset", "--help"])).toEqual({ kind: "help" });
    expect(start(["-h"])).toEqual({ kind: "help" });
  });
});
