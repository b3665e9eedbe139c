import type { Application, Service } from "../../../../sdk/src/generated/types.ts";
import type { Tone } from "../../design/badge.tsx";

interface StateWords {
  readonly label: string;
  readonly tone: Tone;
}

export const SERVICE_STATES: Readonly<Record<Service["state"], StateWords>> = {
  active: { label: "Active", tone: "success" },
  disabled: { label: "Disabled", tone: "neutral" },
};

export const APPLICATION_STATES: Readonly<Record<Application["state"], StateWords>> = {
  active: { label: "Active", tone: "success" },
  suspended: { label: "Suspended", tone: "warning" },
};
