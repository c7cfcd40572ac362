// `electronhub keys export`: the account's keys as configuration, to be brought under management with one plan that
// changes nothing.
import { cdktfOf, declarationsOf, hclOf, jsonOf, type Declaration } from "../../export";
import { newFile } from "../new-file";
import { type Terminal } from "../terminal";
import { remarksOn } from "./presentation";
import { withAccount } from "./with-account";

const WRITERS = {
  hcl: hclOf,
  cdktf: cdktfOf,
  json: (declarations: readonly Declaration[]) => jsonOf(declarations.map(({ key }) => key)),
} as const;

export type ExportFormat = keyof typeof WRITERS;

export const isExportFormat = (name: string): name is ExportFormat => Object.hasOwn(WRITERS, name);

export interface ExportRequest {
  readonly format: ExportFormat;
  /** Standard output where undefined. */
  readonly output: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
}

export async function exportKeys({ format, output, env, terminal }: ExportRequest): Promise<void> {
  const records = await withAccount(env, (account, stop) => account.client.list(stop));
  const declarations = declarationsOf(records);
  const text = WRITERS[format](declarations);
  if (output === undefined) terminal.out(text.trimEnd());
  else terminal.err(`Written: ${await newFile(output, text)}`);
  const remarks = remarksOn(records, records.unidentified);
  if (remarks !== undefined) terminal.err(remarks);
  const odd = declarations.filter(({ obstacles }) => obstacles.length > 0).length;
  if (odd === 0 || format === "json") return;
  terminal.err(
    `${odd} of ${declarations.length} proxy keys cannot be declared unchanged. They are written as comments, which say why.`,
  );
}
