// Why a file or a stream could not be used, in words for the user who named it.
import { types } from "node:util";

const WORDS: ReadonlyMap<unknown, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["EISDIR", "it is a directory"],
  ["ENOTDIR", "a file stands where a directory is needed"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk's quota is used up"],
  ["EFBIG", "it would be larger than files may be here"],
  ["EACCES", "there is no permission for it"],
  ["EPERM", "there is no permission for it"],
  ["EROFS", "the disk can only be read"],
]);

export function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return "unknown";
  return WORDS.get("code" in error ? error.code : undefined) ?? error.message;
}
