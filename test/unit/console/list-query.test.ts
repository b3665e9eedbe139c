import { describe, expect, it } from "vitest";
import {
  changeFilters,
  isByCreation,
  isFiltered,
  LIST_ADDRESS,
  type ListAddress,
  sortOf,
  toListQuery,
} from "../../../console/src/pages/access-tokens/list-query.ts";
import { listTokensQuery } from "../../../contract/schemas/tokens.ts";
import { TOKEN_STATUSES } from "../../../functions/domain/token-record.ts";
import { orderOf } from "../../../functions/management/tokens/list-order.ts";

const address = (parts: Partial<ListAddress>): ListAddress => ({ ...LIST_ADDRESS, ...parts });

describe("the request for a page of tokens", () => {
  it("says nothing that the address does not say", () => {
    expect(toListQuery(address({}), 25)).toEqual({ limit: 25 });
  });

  it("says what the address says", () => {
    const all = address({
      text: "shop",
      kind: "public",
      status: "active",
      ownerType: "service_account",
      ownerId: "web-shop",
      show: "expiring",
      sort: "-expiresAt",
      cursor: "abc",
    });
    expect(toListQuery(all, 25)).toEqual({
      limit: 25,
      text: "shop",
      kind: "public",
      status: "active",
      ownerType: "service_account",
      ownerId: "web-shop",
      expiresWithinDays: 30,
      sort: "-expiresAt",
      cursor: "abc",
    });
  });

  it("leaves out what an address by hand gets wrong", () => {
    const wrong = address({ kind: "x", status: "y", ownerType: "z", ownerId: "w", show: "v", sort: "u" });
    expect(toListQuery(wrong, 25)).toEqual({ limit: 25 });
    expect(toListQuery(address({ text: "x".repeat(121) }), 25).text).toHaveLength(120);
  });

  it("is accepted by the API and sorted as the column says, whatever the address combines", () => {
    for (const status of ["", ...TOKEN_STATUSES]) {
      for (const show of ["", "expiring", "unused30", "unused"]) {
        for (const sort of ["", "createdAt", "-createdAt", "expiresAt", "-expiresAt"]) {
          const written = address({ status, show, sort });
          const query = listTokensQuery.parse(toListQuery(written, 25));
          const order = orderOf(query);
          const shown = sortOf(written);
          expect(order, JSON.stringify({ status, show, sort })).toEqual(
            shown === undefined
              ? { order: "idle", descending: false }
              : { order: shown.endsWith("createdAt") ? "created" : "expiry", descending: shown.startsWith("-") },
          );
        }
      }
    }
  });

  it("offers the order by creation only where the API has it", () => {
    expect(isByCreation(address({}))).toBe(true);
    expect(isByCreation(address({ status: "expired" }))).toBe(false);
    expect(isByCreation(address({ show: "unused" }))).toBe(false);
  });
});

describe("other filters", () => {
  it("begin on the first page", () => {
    expect(changeFilters(address({ cursor: "abc" }), { kind: "public" })).toEqual({ kind: "public", cursor: "" });
  });

  it("end those that cannot go with the one that was chosen last", () => {
    expect(changeFilters(address({ show: "expiring" }), { status: "revoked" })).toEqual({
      status: "revoked",
      show: "",
      cursor: "",
    });
    expect(changeFilters(address({ status: "expired" }), { show: "expiring" })).toEqual({
      status: "",
      show: "expiring",
      cursor: "",
    });
    expect(changeFilters(address({ status: "active" }), { show: "unused" })).toEqual({ show: "unused", cursor: "" });
  });

  it("count as filters; an order does not", () => {
    expect(isFiltered(address({ sort: "expiresAt", cursor: "abc" }))).toBe(false);
    expect(isFiltered(address({ show: "unused" }))).toBe(true);
  });
});
