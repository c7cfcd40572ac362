// What a plugin says about itself, to be served.
import { type NamedMethod } from "./methods";
import { type Cookie } from "./handshake";

export interface PluginOptions {
  /** The executable's name, for a user who starts it by hand. */
  readonly name: string;
  /** What it is for, in a sentence, for the same reader. */
  readonly about: string;
  readonly cookie: Cookie;
  readonly protocolVersion: number;
  /** With host and namespace, as in registry.terraform.io/example/example. */
  readonly providerAddress: string;
  /** Called once the client has been told where to connect, so that nothing that takes its time holds that up. */
  readonly load: () => Promise<Plugin>;
  readonly process: NodeJS.Process;
}

/** What the process is for. */
export interface Plugin {
  /** By their paths. Where one process serves several clients, each call tells whose it is. */
  readonly methods: readonly NamedMethod[];
  /** Called once, when the process is to end: running calls should return early. */
  readonly stop: () => void;
  /** Milliseconds: how long calls under way may go on where the process must end unasked. */
  readonly graceMs: () => number;
  /** Called once, at the end: for what must not be left behind. When `end` is aborted the process is about to end. */
  readonly finish: (end: AbortSignal) => Promise<void>;
}
