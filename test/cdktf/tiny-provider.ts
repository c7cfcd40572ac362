// A second provider for the same stack, made with our SDK: `tiny_note` keeps a text, in state alone.
import { types } from "../../src/terraform/cty";
import { type Provider, type Resource, computed, required, useStateForUnknown } from "../../src/terraform/framework";
import { createLogger, servePlugin } from "../../src/terraform/goplugin";
import { PROTOCOL_VERSION, TERRAFORM_COOKIE, providerServer } from "../../src/terraform/protocol";

const attributes = {
  text: required(types.string, { description: "The text." }),
  id: computed(types.string, { description: "Always the same.", planModifiers: [useStateForUnknown] }),
};

const note: Resource<typeof attributes, object> = {
  typeName: "tiny_note",
  schema: { version: 0, description: "A note.", attributes },
  create: async ({ planned }) => ({ state: { ...planned, id: "note" } }),
  read: async ({ state }) => ({ state }),
  update: async ({ planned }) => ({ state: { ...planned, id: "note" } }),
  delete: async () => ({ state: null }),
};

const tiny: Provider<Record<string, never>, object> = {
  schema: { version: 0, description: "Notes.", attributes: {} },
  resources: [note],
  dataSources: [],
  configure: async () => ({ client: {} }),
};

async function main(): Promise<number> {
  const log = createLogger({
    env: process.env,
    module: "tiny",
    write: (line) => process.stderr.write(line),
    now: () => new Date(),
    redact: (text) => text,
  });
  const server = providerServer(tiny, log, (text) => text);
  return servePlugin({
    name: "terraform-provider-tiny",
    about: "It keeps notes, for a test.",
    cookie: TERRAFORM_COOKIE,
    protocolVersion: PROTOCOL_VERSION,
    providerAddress: "registry.terraform.io/example/tiny",
    load: async () => server,
    process,
  });
}

void main().then((code) => process.exit(code));
