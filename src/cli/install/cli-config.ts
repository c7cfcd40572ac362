// The CLI configuration with which Terraform takes the provider from a filesystem mirror, and all others as ever.
import { SOURCE } from "../../planting";

/** In the syntax of `.terraformrc`. The address has no host, so that terraform and tofu each add their own. */
export function cliConfig(mirror: string): string {
  const path = JSON.stringify(mirror);
  return `provider_installation {
  filesystem_mirror {
    path    = ${path}
    include = ["${SOURCE}"]
  }
  direct {
    exclude = ["${SOURCE}"]
  }
}
`;
}
