// The comments of pull requests and merge requests, of all authors.

export interface Comment {
  readonly id: number;
  /** Under which path of the API it was written: the pull request's. */
  readonly place: string;
  readonly author: string;
  readonly body: string;
}

export class Comments {
  private readonly written = new Map<number, Comment>();

  get all(): readonly Comment[] {
    return [...this.written.values()];
  }

  at(place: string): readonly Comment[] {
    return this.all.filter((comment) => comment.place === place);
  }

  find(id: number): Comment | undefined {
    return this.written.get(id);
  }

  write(place: string, author: string, body: string): Comment {
    const comment = { id: 1000 + this.written.size, place, author, body };
    this.written.set(comment.id, comment);
    return comment;
  }

  /** Its place and author stay. */
  rewrite(comment: Comment, body: string): Comment {
    const rewritten = { ...comment, body };
    this.written.set(comment.id, rewritten);
    return rewritten;
  }
}

/** What a request wants to write; empty where it wants nothing that could be. */
export function textIn(request: string): string {
  const content: unknown = JSON.parse(request);
  if (typeof content !== "object" || content === null || !("body" in content)) return "";
  return typeof content.body === "string" ? content.body : "";
}
