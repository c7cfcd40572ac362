// Which hosts NO_PROXY names: the forms that curl, Go and others take.
import { isExempt } from "../../src/api/no-proxy";

test.each<[string, string, boolean]>([
  // Names, and their subdomains.
  ["https://api.example.com", "api.example.com", true],
  ["https://api.example.com", "example.com", true],
  ["https://api.example.com", ".example.com", true],
  ["https://api.example.com", "*.example.com", true],
  ["https://example.com", ".example.com", true],
  ["https://api.example.com", "API.Example.COM", true],
  ["https://API.example.com", "api.example.com.", true],
  ["https://api.example.com.", "example.com", true],
  ["https://badexample.com", "example.com", false],
  ["https://example.com.evil.org", "example.com", false],
  ["https://api.example.com", "other.com", false],
  // Everything, and nothing.
  ["https://api.example.com", "*", true],
  ["https://api.example.com", "other.com,*", true],
  ["https://api.example.com", "", false],
  ["https://api.example.com", " , ,", false],
  // Lists, by commas and blanks.
  ["https://api.example.com", "other.com, example.com", true],
  ["https://api.example.com", "other.com example.com", true],
  ["https://api.example.com", "other.com,\n  example.com", true],
  // Ports.
  ["https://api.example.com", "example.com:443", true],
  ["https://api.example.com:8443", "example.com:443", false],
  ["https://api.example.com:8443", "example.com:8443", true],
  ["http://api.example.com", "example.com:80", true],
  ["http://api.example.com", "example.com:443", false],
  ["https://api.example.com:8443", "example.com", true],
  ["https://10.0.0.5", "10.0.0.5:443", true],
  ["https://10.0.0.5:8443", "10.0.0.5:443", false],
  ["https://[2001:db8::5]:8443", "[2001:db8::5]:8443", true],
  ["https://[2001:db8::5]", "[2001:db8::5]:8443", false],
  ["https://api.example.com", "*:443", true],
  ["https://api.example.com", "*:80", false],
  // Addresses, in any spelling.
  ["https://10.0.0.5", "10.0.0.5", true],
  ["https://10.0.0.5", "10.0.0.50", false],
  ["https://10.0.0.5", "0.5", false],
  ["https://[2001:db8::5]", "2001:db8::5", true],
  ["https://[2001:db8::5]", "2001:DB8:0:0::5", true],
  ["https://[2001:db8::5]", "[2001:db8::5]", true],
  ["https://[::ffff:10.0.0.5]", "10.0.0.5", true],
  // CIDR blocks.
  ["https://10.1.2.3", "10.0.0.0/8", true],
  ["https://10.1.2.3", "10.1.2.3/32", true],
  ["https://11.1.2.3", "10.0.0.0/8", false],
  ["https://10.1.2.3", "0.0.0.0/0", true],
  ["https://10.1.2.3:8443", "10.0.0.0/8:8443", true],
  ["https://10.1.2.3", "10.0.0.0/8:8443", false],
  ["https://[2001:db8::5]", "2001:db8::/32", true],
  ["https://[2001:db9::5]", "2001:db8::/32", false],
  ["https://[2001:db8::5]:8443", "[2001:db8::/32]:8443", true],
  ["https://10.1.2.3", "2001:db8::/32", false],
  ["https://[2001:db8::5]", "10.0.0.0/8", false],
  ["https://api.example.com", "0.0.0.0/0", false],
  ["https://10.1.2.3", "10.0.0.0/33", false],
  ["https://10.1.2.3", "10.0.0.0/", false],
  // Ranges and patterns.
  ["https://10.0.0.5", "10.0.0.1-10.0.0.9", true],
  ["https://10.0.0.9", "10.0.0.1-10.0.0.9", true],
  ["https://10.0.0.10", "10.0.0.1-10.0.0.9", false],
  ["https://[2001:db8::5]", "2001:db8::1-2001:db8::9", true],
  ["https://10.0.0.5", "2001:db8::1-2001:db8::9", false],
  ["https://a-b.example.com", "a-b.example.com", true],
  ["https://10.0.0.5", "10.0.*", true],
  ["https://10.1.0.5", "10.0.*", false],
  ["https://api-eu.example.com", "api-*.example.com", true],
  ["https://www.example.com", "api-*.example.com", false],
  // Anything else names nothing.
  ["https://api.example.com", "https://api.example.com", false],
  ["https://api.example.com", "(.*)", false],
])("%s by %j: %s", (url, noProxy, exempt) => {
  expect(isExempt(new URL(url), noProxy)).toBe(exempt);
});
