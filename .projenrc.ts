// The project's definition: package metadata, tasks and generated configuration. Run `npx projen` after changing it.
import { cdk, javascript, JsonFile, TextFile } from "projen";

/** Of the package, and of the provider that it brings along. Terraform takes 0.0.0 for "no version". */
const VERSION = "0.1.0";

const project = new cdk.JsiiProject({
  name: "cdktf-provider-electronhub",
  description:
    "Electron Hub proxy keys as infrastructure code: a Terraform provider written in TypeScript, its CDKTF constructs and an emulator of the API.",
  author: "The cdktf-provider-electronhub authors",
  authorAddress: "https://github.com/cdktf-provider-electronhub",
  authorOrganization: true,
  repositoryUrl: "https://github.com/cdktf-provider-electronhub/cdktf-provider-electronhub.git",
  license: "Apache-2.0",
  copyrightOwner: "The cdktf-provider-electronhub authors",
  keywords: ["cdktf", "terraform", "provider", "electronhub"],
  defaultReleaseBranch: "main",
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: "20.18.1",
  jsiiVersion: "~5.9.0",
  typescriptVersion: "~5.9.0",
  projenrcTs: true,
  docgen: false,
  github: false,
  release: false,
  depsUpgrade: false,
  eslint: false,
  jest: false,
  sampleCode: false,
  npmignoreEnabled: false,
  tsconfig: {
    // jsii compiles the library alone: the constructs and the rules they share with the provider.
    include: ["src/index.ts"],
  },
  tsconfigDev: {
    // Everything else (provider, emulator, command line, tests) is type-checked here and bundled by esbuild.
    include: ["**/*.ts", "../src/**/*.ts", "../examples/**/*.ts"],
    compilerOptions: {
      noUncheckedIndexedAccess: true,
      // Examples import the package by its name, as their readers do.
      paths: {
        "cdktf-provider-electronhub": ["../src/index.ts"],
        "cdktf-provider-electronhub/emulator": ["../src/emulator/index.ts"],
      },
    },
  },
  // The library in other languages, made by jsii from the same code. The Java group is one that the authors can claim.
  publishToPypi: { distName: "cdktf-provider-electronhub", module: "cdktf_provider_electronhub" },
  publishToMaven: {
    javaPackage: "io.github.cdktfproviderelectronhub",
    mavenGroupId: "io.github.cdktf-provider-electronhub",
    mavenArtifactId: "cdktf-provider-electronhub",
  },
  publishToNuget: { dotNetNamespace: "CdktfProviderElectronhub", packageId: "CdktfProviderElectronhub" },
  publishToGo: {
    moduleName: "github.com/cdktf-provider-electronhub/cdktf-provider-electronhub-go",
    packageName: "electronhub",
  },
  peerDeps: ["cdktf@>=0.21.0 <0.25.0", "constructs@^10.4.2"],
  peerDependencyOptions: { pinnedDevDependency: false },
  bin: { electronhub: "dist/electronhub" },
  devDeps: [
    // The peers, at the oldest versions that we promise.
    "cdktf@0.21.0",
    "constructs@10.4.2",
    // What Terraform or a shell starts is bundled from these.
    "@bufbuild/protobuf@~2.13.0",
    "@hono/node-server@^2.1.8",
    "@redis/client@^6.3.1",
    "big.js@^7.0.1",
    "cli-table3@^0.6.5",
    "commander@^14.0.3",
    "fastest-levenshtein@^1.0.16",
    "hono@^4.13.19",
    "ipaddr.js@^2.5.0",
    "lossless-json@^4.3.3",
    "ms@^2.1.3",
    "picocolors@^1.1.1",
    "proper-lockfile@^4.1.2",
    // The last version that is not an ES module, as cli-table3 has it.
    "string-width@^4.2.3",
    "yaml@^2.9.1",
    // Tools.
    "@actions/expressions@~0.3.61",
    "@actions/workflow-parser@~0.3.61",
    "@bufbuild/buf@~1.74.0",
    "@cyclonedx/cyclonedx-library@^10.3.0",
    "@eslint/js@^9",
    "@grpc/grpc-js@^1.14.0",
    // Only for tests: another maker's codec.
    "@msgpack/msgpack@^3.1.3",
    "@microsoft/jest-sarif@1.0.0-beta.0",
    "@swc/core@^1.16.22",
    "@swc/jest@^0.2.39",
    "@types/big.js@^7.0.0",
    "@types/jest@^30",
    "@types/markdown-it@^14",
    "@types/ms@^2",
    "@types/node@20.19.0",
    "@types/proper-lockfile@^4.1.4",
    "@types/yauzl@^3.4.0",
    "@types/yazl@^3.3.1",
    "ajv@^8.20.0",
    "dts-bundle-generator@^9.5.1",
    "esbuild@~0.28.2",
    "eslint@^9",
    "eslint-import-resolver-typescript@^4.4.5",
    "eslint-plugin-import-x@^4.18.1",
    "fast-check@^4.10.2",
    "jest@^30",
    "jsii-docgen@^10.5.0",
    "markdown-it@^14",
    "parse5@^7.3.0",
    "prettier@^3.10.1",
    "saxes@^6.0.0",
    // Only for the test of examples/projects/jest-test, whose users have it. swc compiles our own tests, in seconds, not half a minute.
    "ts-jest@^29.4.15",
    "ts-node@^10.9.2",
    "ts-proto@^2.18.0",
    "tsx@~4.23.15",
    "typescript-eslint@^8.73.0",
    "yauzl@^3.4.0",
    "yazl@^3.3.1",
  ],
});

project.tsconfig?.removeInclude("src/**/*.ts");
// Sources are not in the package: stack traces name the files that are.
for (const option of ["inlineSourceMap", "inlineSources"]) {
  project.tsconfig?.file.addOverride(`compilerOptions.${option}`, false);
}
project.package.addVersion(VERSION);
// What the npm tarball holds; npm adds package.json, README.md and LICENSE by itself.
project.package.addField("files", [
  ".jsii",
  "CHANGELOG.md",
  "SECURITY.md",
  "dist/THIRD-PARTY-LICENSES",
  "dist/checksums.json",
  "dist/electronhub",
  "dist/policy.schema.json",
  "dist/review.schema.json",
  "dist/terraform-provider-electronhub",
  "docs/reference/constructs.typescript.md",
  // `cdktf-provider-electronhub/emulator`: by the file's place alone, which every resolver finds, the oldest of TypeScript's too.
  "emulator.d.ts",
  "emulator.js",
  "lib",
]);
// How tools recognise a package of constructs for a provider, and which.
project.package.addField("cdktf", { provider: { name: "electronhub/electronhub", version: VERSION } });
new TextFile(project, "src/constructs/version.ts", {
  lines: [
    "// Written by .projenrc.ts, where the version is set.",
    "",
    "/** Version of the provider that stacks require. */",
    `export const PROVIDER_VERSION = "${VERSION}";`,
    "",
  ],
});
// Jest's resolver, at a version of which the packages for all platforms are everywhere to be had.
project.package.addField("overrides", { "unrs-resolver": "1.12.2" });
const { tasks } = project;

// The lock file names packages, not where they were downloaded from.
new javascript.NpmConfig(project).addConfig("omit-lockfile-registry-resolved", "true");

new JsonFile(project, ".prettierrc.json", { obj: { printWidth: 120 }, marker: false });
project.gitignore.exclude(
  "/.npmignore",
  "/release/",
  "/emulator.d.ts",
  "/emulator.js",
  "*_pb.ts",
  "/examples/**/cdktf.out/",
  "/examples/**/.terraform/",
);
project.gitignore.exclude(
  "*.tfstate",
  "*.tfstate.*",
  "/examples/projects/cdktf-python/.venv/",
  "/examples/projects/cdktf-java/target/",
);
project.gitattributes.addAttributes("/docs/reference/*", "linguist-generated");
project.gitattributes.addAttributes("/src/constructs/generated/*", "linguist-generated");

// Node 20 is supported here for as long as cdktf-cli needs it, whatever the tools say of its end of life.
tasks.addEnvironment("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20");

const generate = tasks.addTask("generate", {
  description: "Generate the TypeScript of the protocol definitions (*.proto)",
  exec: "buf generate src/terraform --template projenrc/buf.gen.yaml",
});
const bundle = tasks.addTask("bundle", {
  description:
    "Bundle the executables dist/terraform-provider-electronhub and dist/electronhub, and emulator.js for tests",
  exec: "ts-node -T -P projenrc/tsconfig.json projenrc/bundle.ts",
});
const emulatorTypes = tasks.addTask("emulator:types", {
  description: "Write emulator.d.ts, the types of cdktf-provider-electronhub/emulator",
  exec: "dts-bundle-generator --silent --no-check --no-banner --export-referenced-types=false --project projenrc/tsconfig.types.json -o emulator.d.ts src/emulator/index.ts",
});
const constructs = tasks.addTask("constructs", {
  description: "Write src/constructs/generated, the classes of the library, from the provider's schemas",
  exec: "ts-node -T -P projenrc/tsconfig.json projenrc/constructs.ts",
});
const docs = tasks.addTask("docs", {
  description: "Write docs/ as the Terraform Registry shows it, from the provider's schemas and the examples",
  exec: "ts-node -T -P projenrc/tsconfig.json projenrc/docs.ts",
});
tasks.addTask("docgen", {
  description: "Write docs/reference, the constructs in each language (build first); a test tells when it is due",
  exec: "jsii-docgen -l typescript -l python -l java -l csharp -l go -o docs/reference/constructs",
});
// Else what was once compiled of a file that is gone would still be in the package.
project.compileTask.prependExec(`node -e "fs.rmSync('lib', { recursive: true, force: true })"`);
project.preCompileTask.spawn(generate);
project.preCompileTask.spawn(constructs);
project.postCompileTask.spawn(bundle);
project.postCompileTask.spawn(emulatorTypes);
project.postCompileTask.spawn(docs);

tasks.removeTask("build");
const build = tasks.addTask("build", {
  description: "Make lib/, docs/ (but docs/reference) and the executables in dist/",
});
build.spawn(project.preCompileTask);
build.spawn(project.compileTask);
build.spawn(project.postCompileTask);

const lint = tasks.addTask("lint", {
  description: "Check formatting, types and the rules of eslint.config.mjs (import directions included)",
});
lint.exec("prettier --check --log-level warn .");
lint.exec("tsc -p test/tsconfig.json");
lint.exec("eslint --max-warnings 0 .");

tasks.addTask("format", { description: "Format every file", exec: "prettier --write --log-level warn ." });
// What needs the executables, the real terraform, a Redis server or a process of its own, and what tries some thousand cases.
const HEAVY = "test/acceptance/ test/chaos/ built.test.ts process.test.ts property.test.ts redis.test.ts";
const units = tasks.addTask("test:unit", {
  description: "Run the unit tests: needs no build, no terraform and no Redis server",
});
units.spawn(generate);
units.exec(`jest -c test/jest.config.json --testPathIgnorePatterns ${HEAVY} test/standalone/ test/cdktf/`);
tasks.addTask("test:acceptance", {
  description:
    "Run the tests that need the executables, the real terraform, a Redis server or some minutes (build first)",
  exec: `jest -c test/jest.config.json ${HEAVY}`,
});
tasks.addTask("jest", {
  description: "Run jest alone (build first)",
  exec: "jest -c test/jest.config.json",
  receiveArgs: true,
});

tasks.addTask("test:cdktf", {
  description: "Install the packed package and the real cdktf-cli into a fresh project, and deploy it (build first)",
  exec: "jest -c test/cdktf/jest.config.json",
});

const demo = tasks.addTask("demo", { description: "Show the example stack's whole life against the emulator" });
demo.spawn(project.preCompileTask);
demo.spawn(project.compileTask);
demo.spawn(bundle);
demo.exec("ts-node -T -P projenrc/tsconfig.json examples/projects/demo/run.ts");

tasks.addTask("docs:review", {
  description: "Take the pictures of the review's page for docs/images (needs chromium on the PATH)",
  exec: "ts-node -T -P projenrc/tsconfig.json projenrc/review-pictures.ts",
});
tasks.addTask("bench", {
  description: "Measure speed, memory and growth against their targets (build, and release for linux_amd64, first)",
  exec: "ts-node -T -P projenrc/tsconfig.json test/bench/performance.ts",
});
tasks.addTask("bench:requests", {
  description: "Count the requests of each operation against their targets (build first)",
  exec: "ts-node -T -P projenrc/tsconfig.json test/bench/requests.ts",
});
tasks.addTask("bench:review", {
  description: "Measure time and memory of reviewing 1,000 keys and 10,000 other resources (build first)",
  exec: "ts-node -T -P projenrc/tsconfig.json test/bench/review.ts",
});
tasks.addTask("soak", {
  description: "Create 70 keys at 60 requests a minute, in real time (build first)",
  exec: "ts-node -T -P projenrc/tsconfig.json test/bench/soak.ts",
});
tasks.addTask("bench:ledger", {
  description:
    "Let eight machines share an account by a ledger on a Redis server, in real time: half an hour (build first)",
  exec: "ts-node -T -P projenrc/tsconfig.json test/bench/ledger.ts",
  receiveArgs: true,
});
tasks.addTask("chaos", {
  description: "Run thousands of random sequences of changes, faults and interference (build first)",
  exec: "ts-node -T -P projenrc/tsconfig.json test/chaos/run.ts",
  receiveArgs: true,
});

tasks.addTask("gallery", {
  description: "Plan the gallery anew with the real terraform, and write what each format shows of it (build first)",
  exec: "ts-node -T -P projenrc/tsconfig.json test/review/gallery/make.ts",
  receiveArgs: true,
});

const release = tasks.addTask("release", {
  description: "Make the files of a release in release/, twice, and compare; sign them with GPG_FINGERPRINT",
});
release.spawn(project.preCompileTask);
release.exec("ts-node -T -P projenrc/tsconfig.json projenrc/release/main.ts", { receiveArgs: true });
tasks.addTask("release:mirror", {
  description: "Put the release into a --network or --filesystem mirror",
  exec: "ts-node -T -P projenrc/tsconfig.json projenrc/release/mirror-main.ts",
  receiveArgs: true,
});
tasks.addTask("package:npm", {
  description: "Pack what is published to npm, with a package for each platform, into dist/npm (after a release)",
  exec: "ts-node -T -P projenrc/tsconfig.json projenrc/release/npm-main.ts",
  receiveArgs: true,
});
const standalone = tasks.addTask("test:standalone", {
  description:
    "Make the self-contained executable for Linux, and run its own tests, the acceptance tests and the chaos of the real terraform with it (build first)",
});
standalone.spawn(release, { args: ["--platform", "linux_amd64"] });
standalone.exec("jest -c test/standalone/jest.config.json", { receiveArgs: true });
tasks
  .addTask("test:standalone:quick", {
    description: "The same with a chosen part of the tests: under two minutes (build first)",
  })
  .spawn(standalone, {
    // One after the other, because the task's shell would read a pattern.
    args: [
      "test/standalone",
      ...["functions", "http", "mirrors", "robustness", "signals"].map((name) => `test/acceptance/${name}`),
    ],
  });
// Without an explicit directory, jsii-pacmak adds dist to .npmignore, and the package would lose its executables.
for (const target of ["js", "python", "java", "dotnet", "go"]) {
  // Maven Central has cdktf up to 0.19, so its jar is made along with ours.
  const modules = target === "java" ? " . node_modules/cdktf" : "";
  tasks.tryFind(`package:${target}`)?.reset(`jsii-pacmak -v --target ${target} --outdir dist${modules}`);
}
tasks.addTask("test:languages", {
  description: "Run the example stack in Python, Go and Java with the packages that jsii makes (build first)",
  exec: "ts-node -T -P projenrc/tsconfig.json test/languages/run.ts",
  receiveArgs: true,
});
const packageCdktn = tasks.addTask("package:cdktn", {
  description: "Make the same library for CDK Terrain, dist/cdktn-provider-electronhub-*.tgz (build first)",
  exec: "ts-node -T -P projenrc/tsconfig.json projenrc/cdktn.ts",
});
const testCdktn = tasks.addTask("test:cdktn", {
  description:
    "Synthesise, deploy and destroy the example stack with CDK Terrain, in every way to use it (build first)",
});
testCdktn.spawn(packageCdktn);
testCdktn.exec("ts-node -T -P projenrc/tsconfig.json test/cdktn/run.ts");

project.testTask.reset();
project.testTask.description = "Build, lint, then run the unit and acceptance tests";
project.testTask.spawn(build);
project.testTask.spawn(lint);
project.testTask.exec("jest -c test/jest.config.json");

project.synth();
