// What this server can do beyond the basics: plan destroys (so that they can carry warnings), and be used without its
// schema having been asked for first (so that Terraform asks once per command).
export const serverCapabilities = { planDestroy: true, getProviderSchemaOptional: true } as const;
