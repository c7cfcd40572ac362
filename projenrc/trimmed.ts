// What the executables need of large libraries, and no more.
import { type Plugin } from "esbuild";

export interface Trimmed {
  readonly name: string;
  /** How the library is imported. */
  readonly filter: RegExp;
  /** A module that gives what is used of it. */
  readonly contents: string;
  /** Files of the library that are replaced. */
  readonly files?: readonly { readonly filter: RegExp; readonly contents: string }[];
}

/** Of the HTTP client only what sends requests: the whole of it, with fetch and web sockets, is nearly twice as much. */
export const HTTP_CLIENT: Trimmed = {
  name: "http-client",
  filter: /^undici$/,
  contents: `
    Object.assign(require("undici/lib/dispatcher/dispatcher").prototype, { request: require("undici/lib/api/api-request") });
    exports.Agent = require("undici/lib/dispatcher/agent");
    exports.buildConnector = require("undici/lib/core/connect");
  `,
};

/** Of the Redis client only the connection: its 500 commands, and what it knows of them, are two thirds of it. */
export const REDIS_CLIENT: Trimmed = {
  name: "redis-client",
  filter: /^@redis\/client$/,
  contents: `exports.createClient = require("@redis/client/dist/lib/client").default.create;`,
  files: [
    {
      filter: /@redis\/client\/dist\/lib\/commands\/index\.js$/,
      contents: `
        exports.__esModule = true;
        exports.default = { AUTH: require("./AUTH").default };
        exports.NON_STICKY_COMMANDS = {};
      `,
    },
    {
      filter: /@redis\/client\/dist\/lib\/command-metadata\/command-metadata-data\.js$/,
      contents: "exports.COMMAND_METADATA = {};",
    },
  ],
};

/** Replaces files of a library, wherever it is bundled. */
export const trimming = ({ name, files = [] }: Trimmed): Plugin => ({
  name: `trimming-${name}`,
  setup(plugin) {
    for (const { filter, contents } of files) plugin.onLoad({ filter }, () => ({ contents, loader: "js" }));
  },
});

/** Has the trimmed library in the place of the whole one. */
export const trimmed = ({ name, filter, contents }: Trimmed, resolveDir: string): Plugin => ({
  name,
  setup(plugin) {
    plugin.onResolve({ filter }, ({ path }) => ({ path, namespace: name }));
    plugin.onLoad({ filter: /.*/, namespace: name }, () => ({ contents, resolveDir }));
  },
});
