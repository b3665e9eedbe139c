import type { Service } from "../../../../sdk/src/generated/types.ts";

/** What somebody looks for, as the address has it; empty texts filter nothing. */
export interface ServiceFilter {
  readonly text: string;
  readonly state: string;
}

/** The services of one page that somebody looks for, by a part of the name, description or id. */
export function filterServices(services: readonly Service[], { text, state }: ServiceFilter): readonly Service[] {
  const wanted = text.trim().toLowerCase();
  return services.filter(
    (service) =>
      (state === "" || service.state === state) &&
      [service.name, service.description ?? "", service.id].some((part) => part.toLowerCase().includes(wanted)),
  );
}
