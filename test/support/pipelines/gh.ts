// A program of its own: stands in for GitHub's command line on machines that do not have it, which a machine with it never
// runs. It knows `gh api` as far as the examples use it: a path, --paginate, --silent, --method, --field NAME=@FILE, and
// --jq, which the real jq does. As the real one does, it takes the token from GH_TOKEN and the host from GH_HOST, and asks
// through HTTP_PROXY.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    paginate: { type: "boolean", default: false },
    silent: { type: "boolean", default: false },
    method: { type: "string", default: "GET" },
    field: { type: "string", multiple: true, default: [] },
    jq: { type: "string" },
  },
});

async function main(): Promise<void> {
  const [command, path, ...others] = positionals;
  if (command !== "api" || path === undefined || others.length > 0) throw new Error("only `gh api PATH` is known here");
  const body = Object.fromEntries(values.field.map(fieldOf));
  let next: string | undefined = `http://api.${set("GH_HOST")}/${path}`;
  while (next !== undefined) {
    const response = await ask(next, values.field.length > 0 ? JSON.stringify(body) : "");
    const answer = await text(response);
    const status = response.statusCode ?? 0;
    if (status >= 400) throw new Error(`${answer}\ngh: HTTP ${status}`);
    if (!values.silent) process.stdout.write(values.jq === undefined ? answer : jq(values.jq, answer));
    const [, following] = /<([^>]+)>; rel="next"/.exec(String(response.headers.link ?? "")) ?? [];
    next = values.paginate ? following : undefined;
  }
}

function set(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}`);
  return value;
}

function fieldOf(field: string): readonly [name: string, text: string] {
  const [, name, file] = /^(\w+)=@(.+)$/.exec(field) ?? [];
  if (name === undefined || file === undefined) throw new Error(`only --field NAME=@FILE is known here: ${field}`);
  return [name, readFileSync(file, "utf8")];
}

function ask(url: string, body: string): Promise<IncomingMessage> {
  const { hostname, port } = new URL(set("HTTP_PROXY"));
  const headers = { host: new URL(url).host, authorization: `token ${set("GH_TOKEN")}` };
  return new Promise((answered, fail) => {
    request({ hostname, port, path: url, method: values.method, headers }, answered).once("error", fail).end(body);
  });
}

function jq(filter: string, json: string): string {
  const { status, stdout, stderr } = spawnSync("jq", ["--raw-output", filter], { input: json, encoding: "utf8" });
  if (status !== 0) throw new Error(`jq: ${stderr}`);
  return stdout;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
