// ConfigureProvider: once per process, before anything that may call the API. Values may be unknown while planning.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire } from "../dynamic-value";
import { type ConfigureProvider_Request, type ConfigureProvider_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function configureProvider(
  session: Session,
  request: ConfigureProvider_Request,
): Promise<MessageInitShape<typeof ConfigureProvider_ResponseSchema>> {
  const { provider, redact } = session;
  const config = objectFromWire(provider.schema, request.config);
  const { client, diagnostics = [] } = await provider.configure({ config, terraformVersion: request.terraformVersion });
  if (client !== undefined) session.configure(client);
  return { diagnostics: diagnosticsToWire(diagnostics, redact) };
}
