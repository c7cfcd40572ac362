// PlanResourceChange, also for destroys (capability plan_destroy), which can only be planned as null but may warn.
import {
  DiagnosticsError,
  decodePrivate,
  encodePrivate,
  isError,
  planChange,
  validateAttributes,
} from "../../framework";
import { diagnosticsToWire, pathToWire } from "../diagnostics-to-wire";
import { fromWire, objectFromWire, toWire } from "../dynamic-value";
import { stateIdentity } from "../identity-to-wire";
import { type DeepPartial, type PlanResourceChange_Request, type PlanResourceChange_Response } from "../tfplugin6_pb";
import { type Session } from "../session";

type Response = DeepPartial<PlanResourceChange_Response>;

export async function planResourceChange(session: Session, request: PlanResourceChange_Request): Promise<Response> {
  const resource = session.resource(request.typeName);
  const { schema } = resource;
  const { client, signal } = session;
  const prior = fromWire(schema, request.priorState);
  const proposed = fromWire(schema, request.proposedNewState);
  const privateState = decodePrivate(request.priorPrivate);

  if (proposed === null) {
    const planned = (prior && (await resource.planDestroy?.({ prior, private: privateState, client, signal }))) ?? {};
    return {
      plannedState: toWire(schema, null),
      // The destroy gets it, where Terraform knows what it destroys.
      plannedIdentity: stateIdentity(resource, prior),
      plannedPrivate: planned.private ? encodePrivate(planned.private) : request.priorPrivate,
      diagnostics: diagnosticsToWire(planned.diagnostics ?? [], session.redact),
    };
  }

  const config = objectFromWire(schema, request.config);
  const mistakes = validateAttributes(schema, config, "used").filter(isError);
  if (mistakes.length > 0) throw new DiagnosticsError(mistakes);
  const output = planChange(resource, { config, prior, proposed, private: privateState, client });
  const advice = await resource.advise?.({
    config,
    prior,
    planned: output.planned,
    isReplaced: prior !== null && output.requiresReplace.length > 0,
    client,
    signal,
  });
  return {
    plannedState: toWire(schema, output.planned),
    plannedIdentity: stateIdentity(resource, output.planned),
    requiresReplace: output.requiresReplace.map((path) => ({ steps: pathToWire(path) })),
    plannedPrivate: encodePrivate(output.private),
    diagnostics: diagnosticsToWire([...output.diagnostics, ...(advice ?? [])], session.redact),
  };
}
