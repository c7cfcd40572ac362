// One page of a list, as GitHub and GitLab give it.

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: number | undefined;
}

export function pageOf<T>(items: readonly T[], query: URLSearchParams, usual: number): Page<T> {
  const size = Math.min(Number(query.get("per_page") ?? usual), 100);
  const page = Number(query.get("page") ?? 1);
  const next = page * size < items.length ? page + 1 : undefined;
  return { items: items.slice((page - 1) * size, page * size), next };
}
