// What this server can do beyond the basics: plan destroys (so that they can carry warnings), be used without its schema
// having been asked for first (so that Terraform asks once per command), answer for states of other types, and write
// configurations for what exists.
export const serverCapabilities = {
  planDestroy: true,
  getProviderSchemaOptional: true,
  moveResourceState: true,
  generateResourceConfig: true,
} as const;
