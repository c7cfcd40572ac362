// Lint rules. The import directions below are the architecture (docs/architecture.md): an import that
// runs against them fails the build.
import js from "@eslint/js";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** Files under `target` may import nothing under `from` (except what `except` names, relative to `from`). */
const zone = (target, from, message, except = []) => ({ target, from, except, message });

/** What the settings of a key are, apart from any call: for the provider, and for whatever else reads or writes them. */
const settingsFiles = [
  "settings",
  "each-setting",
  "settings-in-state",
  "settings-on-wire",
  "state-from-wire",
  "declared",
  "obstacles",
].map((name) => `./provider/proxy-key/${name}.ts`);

/** What the provider decides and says of a key in a plan, apart from any call: a review of a plan decides and says the same. */
const decisionFiles = [
  ...settingsFiles,
  ...["schema", "diff", "widening", "deletion-policy", "operations", "validity", "warnings", "private-state"].map(
    (name) => `./provider/proxy-key/${name}.ts`,
  ),
  "./provider/proxy-keys-exclusive/schema.ts",
  "./provider/proxy-keys-exclusive/removal-warning.ts",
  "./provider/total.ts",
];

const directions = [
  zone("./src/terraform", "./src", "src/terraform is a generic SDK: it knows nothing of Electron Hub.", [
    "./terraform",
  ]),
  zone("./src/terraform/cty", "./src/terraform", "cty is the ground floor of the SDK.", ["./cty"]),
  zone("./src/terraform/framework", "./src/terraform", "framework stands on cty alone.", ["./framework", "./cty"]),
  zone("./src/terraform/goplugin", "./src/terraform", "goplugin knows gRPC but no Terraform values.", ["./goplugin"]),
  zone("./src/files", "./src", "files knows the file system only, and stands alone.", ["./files"]),
  zone("./src/api", "./src", "src/api is Electron Hub over HTTP: it knows nothing of Terraform.", ["./api", "./files"]),
  zone("./src/emulator", "./src", "The emulator shares the API's wire types and none of its logic.", [
    "./emulator",
    "./api/wire.ts",
  ]),
  zone("./src/rules", "./src", "rules are pure and stand alone.", ["./rules"]),
  zone(
    "./src/export",
    "./src",
    "The export is pure: it stands on the API's types, the rules and the settings of a key.",
    ["./export", "./api", "./rules", ...settingsFiles],
  ),
  zone(
    "./src/review",
    "./src",
    "A review is pure: it stands on the rules, and on the provider's own decisions on the settings of a key.",
    [
      "./review",
      "./rules",
      "./terraform/cty",
      // Types, and the shape of schemas.
      "./terraform/framework",
      "./api/wire.ts",
      "./api/visible.ts",
      "./api/secrets.ts",
      "./api/pace/estimate.ts",
      ...decisionFiles,
    ],
  ),
  zone("./src/planting", "./src", "planting knows files and names only.", ["./planting", "./files"]),
  zone("./src/constructs", "./src", "Synth must not load the provider: constructs stand on rules/ and planting/.", [
    "./constructs",
    "./rules",
    "./planting",
  ]),
  zone("./src/provider", "./src", "The provider stands on the SDK, the API client and the rules.", [
    "./provider",
    "./terraform",
    "./api",
    "./rules",
  ]),
  ...settingsFiles.map((file) =>
    zone(`./src/${file.slice(2)}`, "./src", "The settings of a key are pure: no call, no handler, no framework.", [
      ...settingsFiles,
      "./provider/proxy-key/schema.ts",
      "./provider/composed.ts",
      "./api/wire.ts",
      "./api/key-id.ts",
      "./rules",
      "./terraform/cty",
    ]),
  ),
  zone("./src/cli", "./src", "The command line stands on review, emulator, export, API client, rules and planting.", [
    "./cli",
    "./review/index.ts",
    "./emulator",
    "./export",
    "./api",
    "./rules",
    "./planting",
  ]),
];

/** The rooms of the house, and what of them others may import: each has one door, beside the files that are named here. */
const doors = {
  "terraform/cty": ["index.ts", "value.ts"],
  "terraform/framework": ["index.ts"],
  // The executable answers before it loads the rest.
  "terraform/goplugin": ["index.ts", "serve.ts"],
  "terraform/protocol": ["index.ts", "version.ts"],
  api: [
    "index.ts",
    // What is pure: its types, ids, errors and what to do about them, texts and secrets, limits and an estimate.
    ...[
      "wire.ts",
      "key-id.ts",
      "errors.ts",
      "trouble.ts",
      "visible.ts",
      "secrets.ts",
      "key-limit.ts",
      "pace/estimate.ts",
    ],
    // What the API client knows of keys.
    "keys",
    // What `electronhub doctor` looks at, one by one.
    ...["certificates.ts", "proxy-choice.ts", "reach.ts"],
    // What `electronhub ledger` shows and clears, and the doctor looks at.
    ...[
      "ledger-status.ts",
      "snapshot.ts",
      "clear-ledger.ts",
      "ledger-place.ts",
      "redis/address.ts",
      "redis/health.ts",
    ].map((name) => `pace/${name}`),
  ],
  rules: ["index.ts"],
  planting: ["index.ts"],
  export: ["index.ts"],
  review: ["index.ts"],
};

const rooms = [...Object.keys(doors), "files", "emulator", "provider", "constructs", "cli"];

const throughDoors = Object.entries(doors).flatMap(([room, files]) =>
  rooms
    .filter((other) => other !== room)
    .map((other) =>
      zone(
        `./src/${other}`,
        `./src/${room}`,
        `Import src/${room} through its door: ${files.join(", ")}.`,
        files.map((file) => `./${file}`),
      ),
    ),
);

export default tseslint.config(
  {
    ignores: [
      "lib",
      "dist",
      "emulator.js",
      "emulator.d.ts",
      "release/",
      "coverage",
      "**/node_modules",
      "**/cdktf.out",
      "**/*_pb.ts",
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { project: ["test/tsconfig.json", "projenrc/tsconfig.json"] } },
    settings: {
      "import-x/resolver-next": [createTypeScriptImportResolver({ project: "test/tsconfig.json" })],
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones: [...directions, ...throughDoors] }],
      "import-x/no-cycle": "error",
      "import-x/no-extraneous-dependencies": ["error"],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/require-await": "off",
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      // "as const" is allowed.
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
    },
  },
  {
    files: ["src/emulator/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["**/api/wire"], allowTypeImports: true, message: "Types only: the emulator has its own logic." },
          ],
        },
      ],
    },
  },
  {
    files: ["src/constructs/**/*.ts", "src/index.ts"],
    rules: {
      // A configuration of its own for each construct, even where there is nothing but meta-arguments yet.
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^(?!cdktf$|cdktf/lib/synthesize/synthesizer$|constructs$|\\.)",
              message: "Constructs import cdktf and constructs only.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["src/terraform/framework/**/*.ts", "src/terraform/cty/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [{ group: ["@bufbuild/*", "node:http", "node:http2"], message: "No transport here." }],
        },
      ],
    },
  },
  {
    files: ["src/cli/**/*.ts", "examples/**/*.ts", "test/bench/**/*.ts", "test/chaos/run.ts"],
    rules: { "no-console": "off" },
  },
  {
    // Run by Bun.
    files: ["projenrc/release/compile.mjs"],
    languageOptions: { globals: { Bun: "readonly", process: "readonly" } },
  },
  {
    // Examples stand for projects of their own, which have this package installed.
    files: ["examples/**/*.ts", "test/cdktf/project/**/*.ts"],
    rules: { "import-x/no-extraneous-dependencies": "off" },
  },
);
