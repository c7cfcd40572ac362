// What the executables say to a Node.js that is too old for them, before anything of theirs runs.
import { runInNewContext } from "node:vm";
import { versionGuard } from "../../projenrc/bundle";

/** What is written where, and the exit code; nothing where the executable goes on. */
function startedBy(node: string, env: object = {}): readonly unknown[] {
  const done: unknown[] = [];
  const stream = (name: string) => ({ write: (text: string) => done.push([name, text]) });
  runInNewContext(versionGuard("electronhub"), {
    process: {
      versions: { node },
      execPath: "/usr/bin/node",
      env,
      stdout: stream("stdout"),
      stderr: stream("stderr"),
      exit: (code: number) => done.push(code),
    },
  });
  return done;
}

test.each(["20.18.1", "20.18.2", "20.19.0", "21.0.0", "26.10.0"])("Node.js %s goes on", (node) => {
  expect(startedBy(node)).toEqual([]);
});

test.each(["20.18.0", "20.17.9", "18.20.8", "0.12.18"])("Node.js %s is told what is needed", (node) => {
  const text = `electronhub needs Node.js 20.18.1 or later; the node on the PATH is ${node} (/usr/bin/node).\n`;
  expect(startedBy(node)).toEqual([["stderr", text], 1]);
  // Terraform shows what is on stdout.
  expect(startedBy(node, { TF_PLUGIN_MAGIC_COOKIE: "x" })).toEqual([["stdout", text], 1]);
});
