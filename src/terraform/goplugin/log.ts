// Log lines as Terraform reads them from a plugin's stderr: one JSON object a line.
import { inspect } from "node:util";

const LEVELS = ["trace", "debug", "info", "warn", "error"] as const;
export type Level = (typeof LEVELS)[number];

export interface Logger {
  trace(message: string, fields?: Record<string, unknown>): void;
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
  enabled(level: Level): boolean;
}

export interface LoggerOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Names the source in Terraform's log. */
  readonly module: string;
  readonly write: (line: string) => void;
  readonly now: () => Date;
  /** Applied to every line. */
  readonly redact: (text: string) => string;
}

export function createLogger(options: LoggerOptions): Logger {
  const threshold = thresholdFrom(options.env);
  const enabled = (level: Level) => LEVELS.indexOf(level) >= threshold;
  const at = (level: Level) => (message: string, fields?: Record<string, unknown>) => {
    if (enabled(level)) options.write(options.redact(formatLine(level, message, fields, options)) + "\n");
  };
  return {
    trace: at("trace"),
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    enabled,
  };
}

/**
 * TF_LOG_PROVIDER, else TF_LOG, as Terraform reads them: a level in any case, or JSON, which is the most verbose, as is
 * whatever else is set (tried: `TF_LOG=1` gives TRACE).
 */
function thresholdFrom(env: NodeJS.ProcessEnv): number {
  const setting = (env.TF_LOG_PROVIDER || env.TF_LOG || "off").toLowerCase();
  if (setting === "off") return LEVELS.length;
  return Math.max(
    0,
    LEVELS.findIndex((level) => level === setting),
  );
}

function formatLine(
  level: Level,
  message: string,
  fields: Record<string, unknown> | undefined,
  { module, now }: LoggerOptions,
): string {
  // Terraform panics on a non-string in these four, and reads a line as raw text whose timestamp has not six digits.
  const timestamp = now().toISOString().replace("Z", "000Z");
  const standard = { "@level": level, "@message": message, "@module": module, "@timestamp": timestamp };
  try {
    return JSON.stringify({ ...fields, ...standard }, plainJson);
  } catch {
    // A cycle, or a toJSON that throws. What is being logged must not break because of its log line.
    return JSON.stringify({ fields: inspect(fields), ...standard });
  }
}

/** What JSON would refuse, drop or empty becomes text. */
function plainJson(_key: string, value: unknown): unknown {
  switch (typeof value) {
    case "bigint":
    case "symbol":
    case "function":
      return String(value);
    case "number":
      return Number.isFinite(value) ? value : String(value);
    default:
      return value instanceof Error ? String(value) : value;
  }
}
