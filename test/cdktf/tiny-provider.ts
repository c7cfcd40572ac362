// A second provider for the same stack, made with our SDK: `tiny_note` keeps a text, in state alone.
import {
  type Provider,
  type Resource,
  computed,
  required,
  serveProvider,
  types,
  useStateForUnknown,
} from "../../src/terraform";

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

void serveProvider(tiny, {
  address: "registry.terraform.io/example/tiny",
  about: "It keeps notes, for a test.",
  process,
});
