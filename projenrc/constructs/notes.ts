// What a construct has or says besides its schema.

export interface LocalProperty {
  readonly property: string;
  readonly kind: "text" | "flag";
  readonly description: string;
  readonly default: string;
  /** Its value where it is not given, if there is one. */
  readonly fallback?: string;
}

/** Of the provider block: for the synth alone. */
export const LOCAL_PROPERTIES: readonly LocalProperty[] = [
  {
    property: "allowPlaintextApiKey",
    kind: "flag",
    description: "Whether `apiKey` may be a literal all the same, as for an emulator.",
    default: "false",
    fallback: "false",
  },
  {
    property: "bundled",
    kind: "flag",
    description:
      "Whether the stack brings the provider along: its executable is copied into the stack's output, where `terraform init` finds it without any configuration. With `false` Terraform takes it from a registry or mirror.",
    default: "true",
    fallback: "true",
  },
  {
    property: "executable",
    kind: "text",
    description: "Path of another executable of the provider to bring along, such as a standalone binary.",
    default: "the one in this package, which needs Node.js and does not run on Windows",
  },
];

export const ALIAS = {
  description: "Name of this configuration, where a stack has several. Known at synth: no token.",
  default: "the stack's default configuration",
};

/** Sentences that follow the schema's description of a property. */
export const NOTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ElectronhubProvider: {
    apiKey:
      "A literal is refused, because it would end up in the synthesised JSON in plain text: use the environment variable, or a sensitive `TerraformVariable`.",
  },
  ProxyKey: {
    limitType: "See `LimitType`.",
    deletionPolicy: "See `DeletionPolicy`.",
  },
  DataElectronhubProxyKey: { key: "From a sensitive source: a literal is refused." },
  DataElectronhubProxyKeyAccess: { key: "From a sensitive source: a literal is refused." },
  EphemeralProxyKey: { limitType: "See `LimitType`." },
};

/** Classes whose configuration is required, though each of its properties is optional. */
export const NEEDS_CONFIGURATION: readonly string[] = ["DataElectronhubProxyKey"];
