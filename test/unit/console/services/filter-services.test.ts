import { describe, expect, it } from "vitest";
import { filterServices } from "../../../../console/src/pages/services/filter-services.ts";
import type { Service } from "../../../../sdk/src/index.ts";

const service = (id: string, parts: Partial<Service> = {}): Service => ({
  id,
  name: id,
  description: null,
  state: "active",
  applicationCount: 0,
  tokenId: "lkv_7Qm2ZfP0aBcD",
  maskedToken: "lkv_7Qm2Zf…",
  createdAt: "2026-11-22T12:00:00.000Z",
  createdBy: "mem_1",
  updatedAt: "2026-11-22T12:00:00.000Z",
  ...parts,
});
const services = [
  service("svc_1", { name: "Parts catalogue" }),
  service("svc_2", { name: "Prices", description: "What the PARTS cost", state: "disabled" }),
  service("svc_3", { name: "Stock" }),
];
const found = (text: string, state = "") => filterServices(services, { text, state }).map(({ id }) => id);

describe("filterServices", () => {
  it("filters nothing without a text and a state", () => {
    expect(found("")).toEqual(["svc_1", "svc_2", "svc_3"]);
  });

  it("looks into names, descriptions and ids, whatever the case", () => {
    expect(found("parts")).toEqual(["svc_1", "svc_2"]);
    expect(found(" SVC_3 ")).toEqual(["svc_3"]);
    expect(found("nothing")).toEqual([]);
  });

  it("wants the text and the state together", () => {
    expect(found("parts", "disabled")).toEqual(["svc_2"]);
    expect(found("", "active")).toEqual(["svc_1", "svc_3"]);
  });
});
