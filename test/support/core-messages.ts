// What a provider says in the course of a run, and where.
import { Diagnostic_Severity } from "../../src/terraform/protocol/tfplugin6_pb";

export interface Message {
  readonly address: string;
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
}

export interface Run {
  readonly messages: readonly Message[];
  readonly failed: boolean;
  /** Warnings of the plans that core makes once more at apply: it shows them there, too. */
  readonly replanned?: readonly Message[];
}

export interface Answered {
  readonly diagnostics: readonly { readonly severity: number; readonly summary: string; readonly detail: string }[];
}

export const messagesOf = (address: string, { diagnostics }: Answered): readonly Message[] =>
  diagnostics.map(({ severity, summary, detail }) => ({
    address,
    severity: severity === Number(Diagnostic_Severity.ERROR) ? "error" : "warning",
    summary,
    detail,
  }));

export const isFailure = (messages: readonly Message[]): boolean =>
  messages.some(({ severity }) => severity === "error");
