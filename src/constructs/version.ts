// Written by .projenrc.ts, where the version is set.

/** Version of the provider that stacks require. */
export const PROVIDER_VERSION = "0.1.0";
