// What a configuration requires, in the words of the lock file.
import { platformName } from "../../src/planting/platform";
import { addressesOf, exactVersion, lockedHosts } from "../../src/planting/requirements";

const BOTH = ["registry.terraform.io", "registry.opentofu.org"];

test.each<[string, string[]]>([
  ["random", ["registry.terraform.io/hashicorp/random", "registry.opentofu.org/hashicorp/random"]],
  ["electronhub/electronhub", BOTH.map((host) => `${host}/electronhub/electronhub`)],
  ["example.com/team/thing", ["example.com/team/thing"]],
])("the addresses of %s", (source, addresses) => {
  expect(addressesOf(source, BOTH)).toEqual(addresses);
});

test.each<[string | undefined, string | undefined]>([
  ["1.2.3", "1.2.3"],
  [" = 1.2.3 ", "1.2.3"],
  ["1.2.3-beta.1", "1.2.3-beta.1"],
  ["~> 1.2.3", undefined],
  [">= 1.2.3", undefined],
  ["1.2", undefined],
  ["1.2.3, != 1.2.4", undefined],
  ["", undefined],
  [undefined, undefined],
])("the exact version of %j", (constraint, version) => {
  expect(exactVersion(constraint)).toBe(version);
});

test.each<[string | undefined, string[]]>([
  [undefined, ["registry.terraform.io"]],
  ["terraform", ["registry.terraform.io"]],
  ["tofu", BOTH],
  ["/opt/opentofu/bin/tofu", BOTH],
])("with the binary %j a provider is locked under the hosts", (binary, hosts) => {
  expect(lockedHosts(binary)).toEqual(hosts);
});

test.each<[string, string, string]>([
  ["linux", "x64", "linux_amd64"],
  ["linux", "arm64", "linux_arm64"],
  ["darwin", "arm64", "darwin_arm64"],
  ["win32", "ia32", "windows_386"],
  ["freebsd", "arm", "freebsd_arm"],
])("%s on %s is Terraform's %s", (platform, arch, name) => {
  expect(platformName({ platform, arch })).toBe(name);
});
