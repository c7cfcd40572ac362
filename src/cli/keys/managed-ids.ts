// The ids of the proxy keys that Terraform manages, read from a state or plan. Anything else is refused: an
// unreadable state must never look like one that manages nothing.

const TYPE = "electronhub_proxy_key";

type Fields = Readonly<Record<string, unknown>>;

/** Throws a sentence where the text is neither a state nor a plan. */
export function managedIds(text: string): ReadonlySet<string> {
  // `terraform state pull` prints nothing where no state was saved yet.
  if (text.trim() === "") return new Set();
  const json = parse(text);
  if (!isRecord(json)) throw new Error("it is not JSON");
  if (Array.isArray(json.resources) && json.version === 4) return new Set(idsInState(json.resources));
  if (isRecord(json.values) || isRecord(json.planned_values) || Array.isArray(json.resource_changes)) {
    return new Set(idsInShown(json));
  }
  // What `terraform show -json` says of an empty state.
  if (typeof json.format_version === "string" && typeof json.terraform_version === "string") return new Set();
  throw new Error("it is neither a state (version 4) nor the output of terraform show -json");
}

/** A state file: every instance, deposed ones included. */
function idsInState(resources: readonly unknown[]): readonly string[] {
  const ours = resources.filter(isRecord).filter(({ mode, type }) => mode === "managed" && type === TYPE);
  return ours
    .flatMap(({ instances }) => listOf(instances))
    .flatMap((instance) => (isRecord(instance) ? idOf(instance.attributes) : []));
}

/** `terraform show -json`: of a plan, what is there before it and what will be after. */
function idsInShown({ values, planned_values, prior_state, resource_changes }: Fields): readonly string[] {
  const prior = isRecord(prior_state) ? prior_state.values : undefined;
  const modules = [values, planned_values, prior].flatMap((one) => (isRecord(one) ? [one.root_module] : []));
  const changes = listOf(resource_changes).filter(isRecord).filter(isOurs);
  return [
    ...modules.flatMap(idsInModule),
    ...changes.flatMap(({ change }) => (isRecord(change) ? [...idOf(change.before), ...idOf(change.after)] : [])),
  ];
}

function idsInModule(module: unknown): readonly string[] {
  if (!isRecord(module)) return [];
  const resources = listOf(module.resources).filter(isRecord).filter(isOurs);
  const own = resources.flatMap(({ values }) => idOf(values));
  return [...own, ...listOf(module.child_modules).flatMap(idsInModule)];
}

const isOurs = ({ mode, type }: Fields): boolean => mode === "managed" && type === TYPE;

const idOf = (attributes: unknown): readonly string[] =>
  isRecord(attributes) && typeof attributes.id === "string" ? [attributes.id] : [];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
