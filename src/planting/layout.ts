// Where Terraform and OpenTofu look for a provider below a filesystem mirror. Pure names: nothing is read or written.
import { join } from "node:path";
import { type Machine, platformName } from "./platform";

/** The provider's address without a host. */
export const SOURCE = "electronhub/electronhub";

/** The hosts that terraform and tofu add to an address without one. */
export const TERRAFORM_HOST = "registry.terraform.io";
export const TOFU_HOST = "registry.opentofu.org";
export const HOSTS = [TERRAFORM_HOST, TOFU_HOST] as const;

/** Below the directory in which terraform runs: a filesystem mirror that needs no configuration. */
export const IMPLIED_MIRROR = join("terraform.d", "plugins");

/** Of the file within the package's folder. Windows starts nothing without the suffix. */
export const executableName = (version: string, { platform }: Machine): string =>
  `terraform-provider-electronhub_v${version}${platform === "win32" ? ".exe" : ""}`;

/** The folder of one package in a mirror. It holds the executable and nothing else. */
export const packageFolder = (mirror: string, host: string, version: string, machine: Machine): string =>
  join(mirror, host, ...SOURCE.split("/"), version, platformName(machine));
