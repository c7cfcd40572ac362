// The executable of the provider that the acceptance tests run: the built script, or the one that PROVIDER_EXECUTABLE names.
import { existsSync } from "node:fs";
import { resolve } from "node:path";

export const PROVIDER = resolve(
  process.env.PROVIDER_EXECUTABLE || resolve(__dirname, "../../dist/terraform-provider-electronhub"),
);

if (!existsSync(PROVIDER)) throw new Error(`${PROVIDER} is missing: run "npm run build" before the acceptance tests.`);
