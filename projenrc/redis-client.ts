// What the executables need of the Redis client: only the connection. Its 500 commands, and what it knows of them, are two thirds of it.
import { type Plugin } from "esbuild";

/** How it is imported. */
export const REDIS_CLIENT = /^@redis\/client$/;

/** A module that gives what is used of it. */
export const REDIS_CLIENT_CONTENTS = `exports.createClient = require("@redis/client/dist/lib/client").default.create;`;

/** Files of it that are replaced. */
const REPLACED = [
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
];

/** Leaves the commands out, wherever the client is bundled. */
export const withoutCommands: Plugin = {
  name: "redis-client-without-commands",
  setup(plugin) {
    for (const { filter, contents } of REPLACED) plugin.onLoad({ filter }, () => ({ contents, loader: "js" }));
  },
};

/** Has what is used of the client in the place of the whole one. */
export const usedRedisClient = (resolveDir: string): Plugin => ({
  name: "redis-client",
  setup(plugin) {
    plugin.onResolve({ filter: REDIS_CLIENT }, ({ path }) => ({ path, namespace: "redis-client" }));
    plugin.onLoad({ filter: /.*/, namespace: "redis-client" }, () => ({ contents: REDIS_CLIENT_CONTENTS, resolveDir }));
  },
});
