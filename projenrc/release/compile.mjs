// Run by Bun, not by Node.js: compiles a script and a runtime into one executable. Its arguments: the script, the runtime, the file
// to write, and the platform as Bun names it. The script gets the same name wherever it is, because the name is in the result.
const [, , script, runtime, outfile, target] = process.argv;
const NAME = "/terraform-provider-electronhub.js";

const { success, logs } = await Bun.build({
  entrypoints: [NAME],
  files: { [NAME]: await Bun.file(script).text() },
  target: "bun",
  format: "cjs",
  minify: true,
  bytecode: true,
  compile: {
    outfile,
    executablePath: runtime,
    target,
    // The optimising compilers begin so much later. A provider lives for a second: they would not earn back what they take.
    jitPolicy: 50,
    // Nothing is loaded from the directory in which the executable is run.
    autoloadDotenv: false,
    autoloadBunfig: false,
    autoloadTsconfig: false,
    autoloadPackageJson: false,
  },
});
if (!success) throw new AggregateError(logs);
