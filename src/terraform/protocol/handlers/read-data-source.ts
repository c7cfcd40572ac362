// ReadDataSource: a data source's configuration in, its whole state out.
import { DiagnosticsError, isError, validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire, toWire } from "../dynamic-value";
import { type DeepPartial, type ReadDataSource_Request, type ReadDataSource_Response } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function readDataSource(
  session: Session,
  request: ReadDataSource_Request,
): Promise<DeepPartial<ReadDataSource_Response>> {
  const dataSource = session.dataSource(request.typeName);
  const config = objectFromWire(dataSource.schema, request.config);
  // What was unknown at validation is known by now.
  const mistakes = validateConfig(dataSource, config, "used").filter(isError);
  if (mistakes.length > 0) throw new DiagnosticsError(mistakes);
  const { state, diagnostics = [] } = await dataSource.read({ config, client: session.client, signal: session.signal });
  return {
    state: toWire(dataSource.schema, state),
    diagnostics: diagnosticsToWire(diagnostics, session.redact),
  };
}
