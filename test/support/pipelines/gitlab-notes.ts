// GitLab's API of notes on merge requests: newest first, in pages. Nobody may edit another's.
import { type Answer, type CommentApi } from "./forge";
import { type Comment, textIn } from "./comments";
import { pageOf } from "./page";

/** Whose the token is. */
export const BOT = "project_42_bot";

const NOTES = /^(\/api\/v4\/projects\/\d+\/merge_requests\/\d+\/notes)(?:\/(\d+))?$/;

export function gitlabNotes(token: string): CommentApi {
  return ({ method, path, query, headers, body }, comments) => {
    if (headers["private-token"] !== token) return { status: 401, body: { message: "401 Unauthorized" } };
    if (path === "/api/v4/user" && method === "GET") return { status: 200, body: userOf(BOT) };
    const [, place = "", id] = NOTES.exec(path) ?? [];
    const note = comments.find(Number(id));
    if (place !== "" && id === undefined && method === "GET") {
      const { items, next } = pageOf([...comments.at(place)].reverse(), query, 20);
      return { status: 200, headers: { "X-Next-Page": String(next ?? "") }, body: items.map(shown) };
    }
    if (place !== "" && id === undefined && method === "POST")
      return accepted(body, (text) => ({ status: 201, body: shown(comments.write(place, BOT, text)) }));
    if (note && method === "PUT") {
      if (note.author !== BOT) return { status: 403, body: { message: "403 Forbidden" } };
      return accepted(body, (text) => ({ status: 200, body: shown(comments.rewrite(note, text)) }));
    }
    return { status: 404, body: { message: "404 Not Found" } };
  };
}

const userOf = (username: string) => ({ id: username === BOT ? 77 : 5, username });

const shown = ({ id, author, body }: Comment) => ({ id, body, author: userOf(author), system: false });

function accepted(request: string, write: (text: string) => Answer): Answer {
  const text = textIn(request);
  return text.trim() === "" || [...text].length > 1_000_000
    ? { status: 400, body: { message: "400 Bad Request" } }
    : write(text);
}
