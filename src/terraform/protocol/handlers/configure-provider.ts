// ConfigureProvider: once per client, before anything that may call the API. Values may be unknown while planning.
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire } from "../dynamic-value";
import { type DeepPartial, type ConfigureProvider_Request, type ConfigureProvider_Response } from "../tfplugin6_pb";
import { type Session } from "../session";

/** Time for a request that was sent to be answered, where the provider does not say. */
const DEFAULT_GRACE_MS = 30_000;

export async function configureProvider(
  session: Session,
  request: ConfigureProvider_Request,
): Promise<DeepPartial<ConfigureProvider_Response>> {
  const { provider, redact, signal } = session;
  const config = objectFromWire(provider.schema, request.config);
  const configured = await provider.configure({ config, terraformVersion: request.terraformVersion, signal });
  const { client, graceMs = DEFAULT_GRACE_MS, finish, warnings, diagnostics = [] } = configured;
  if (client !== undefined) session.configure({ client, graceMs, finish, warnings });
  return { diagnostics: diagnosticsToWire(diagnostics, redact) };
}
