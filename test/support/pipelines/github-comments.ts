// GitHub's API of comments on pull requests: oldest first, in pages. As there, who may write may edit everybody's.
import { type CommentApi, type Answer } from "./forge";
import { type Comment, textIn } from "./comments";
import { pageOf } from "./page";

/** Who comments with the token of a workflow. */
export const WORKFLOWS = "github-actions[bot]";

const LIST = /^\/repos\/[^/]+\/[^/]+\/issues\/\d+\/comments$/;
const ONE = /^\/repos\/[^/]+\/[^/]+\/issues\/comments\/(\d+)$/;

export function githubComments(token: string): CommentApi {
  return ({ method, path, query, headers, body }, comments) => {
    if (![`token ${token}`, `Bearer ${token}`].includes(headers.authorization ?? "")) return { status: 401 };
    const [, id] = ONE.exec(path) ?? [];
    const comment = comments.find(Number(id));
    if (LIST.test(path) && method === "GET") {
      const { items, next } = pageOf(comments.at(path), query, 30);
      const link = `<http://${headers.host}${path}?${atPage(query, next)}>; rel="next"`;
      return { status: 200, headers: next === undefined ? {} : { link }, body: items.map(shown) };
    }
    if (LIST.test(path) && method === "POST")
      return accepted(body, (text) => ({ status: 201, body: shown(comments.write(path, WORKFLOWS, text)) }));
    if (comment && method === "PATCH")
      return accepted(body, (text) => ({ status: 200, body: shown(comments.rewrite(comment, text)) }));
    return { status: 404, body: { message: "Not Found" } };
  };
}

function atPage(query: URLSearchParams, page: number | undefined): string {
  return new URLSearchParams({ ...Object.fromEntries(query), page: String(page) }).toString();
}

const shown = ({ id, author, body }: Comment) => ({ id, body, user: { login: author } });

function accepted(request: string, write: (text: string) => Answer): Answer {
  const text = textIn(request);
  return text === "" || [...text].length > 65_536
    ? { status: 422, body: { message: "Validation Failed" } }
    : write(text);
}
