// Where the client reports: a logger of JSON lines fits.

export interface Log {
  trace(message: string, fields?: Record<string, unknown>): void;
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
  /** Whether it is worth the trouble to put a body into words. */
  enabled(level: "trace" | "debug" | "info" | "warn" | "error"): boolean;
}
