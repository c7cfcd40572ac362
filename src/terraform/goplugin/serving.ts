// What a plugin process needs once it has told where it listens: loaded after that, because HTTP/2, TLS and the codecs take longer
// than the rest of a start.
export { PluginServer } from "./server";
export { pluginMethods } from "./services";
