// The address of a resource as a configuration declares it: without the keys of count and for_each, of which all instances
// share one declaration.

const INSTANCE_KEY = /\[(?:-?\d+|"(?:[^"\\]|\\.)*")\]/g;

/** module.team["a"].electronhub_proxy_key.ci[0] is module.team.electronhub_proxy_key.ci. */
export const configurationAddress = (address: string): string => address.replace(INSTANCE_KEY, "");
