// Creates one key, and never two: a create is not repeated before it is certain that the one before it came to nothing.
// What is certain is looked up in the account's list, by what this very call would have made.
import { ApiError, type KeyObject, type ReservedCalls } from "../../api";
import { keyId } from "../../api/key-id";
import { type Diagnostic, DiagnosticsError, errorDiagnostic, warningDiagnostic } from "../../terraform/framework";
import { type Account } from "../account";
import { problemsOf } from "../api-diagnostics";
import { quoted } from "../../api/visible";
import { type KeyIndex } from "../../api/keys/key-list";
import { type Finding, type LostAnswer, isLost, lookAfter } from "../../api/keys/lost-answer";
import { createdSince, secondsAhead } from "./created-since";
import { type Settings } from "./settings";
import { sameVisibleSettings, settingsToWire, visibleSettings } from "./settings-on-wire";

export interface Creation {
  readonly account: Account;
  readonly settings: Settings;
  /** Calls that must follow the create without a wait. */
  readonly following: number;
  readonly stop: AbortSignal;
  /** What becomes of a key that was made and cannot be told to be ours. Where left out, it is to be imported or removed. */
  readonly leftover?: string;
}

/** What is done with the new key; `calls` have places in the request budget. */
export type Finish<T> = (key: KeyObject, calls: ReservedCalls) => Promise<T>;

export interface Created<T> {
  readonly result: T;
  readonly diagnostics: readonly Diagnostic[];
}

type Attempt<T> =
  { readonly kind: "created"; readonly result: T } | { readonly kind: "failed"; readonly error: ApiError };

const ENDPOINT = "POST /auth/proxy/create";

/** Throws diagnostics where no key was created, or none that is certainly ours. */
export function createOnce<T>(creation: Creation, finish: Finish<T>): Promise<Created<T>> {
  const { account, settings } = creation;
  return account.createdKeys.oneAtATime(visibleSettings(settings), async () => {
    const before = await listBefore(creation);
    const ahead = secondsAhead(before.values(), account.client.serverNow());
    let earliest: number | undefined;
    const mayBeOurs = (keys: KeyIndex): readonly KeyObject[] =>
      [...keys].flatMap(([id, record]) => {
        const isNew = !before.has(id) && !account.createdKeys.isClaimed(id);
        const shown = Math.max(ahead, account.createdKeys.behindSeconds);
        return isNew && createdSince(record, earliest, shown) && sameVisibleSettings(record, settings) ? [record] : [];
      });

    let lost: LostAnswer | undefined;
    for (let tries = 1; ; tries++) {
      const attempt = await send(creation, finish, () => (earliest ??= account.client.serverNow()));
      if (attempt.kind === "created") {
        return { result: attempt.result, diagnostics: lost ? await lateTwins(creation, mayBeOurs) : [] };
      }
      const { error } = attempt;
      if (isLost(error)) lost = error;
      // A retry may have been refused because the try before it took effect after all: then there is something to find.
      if (!lost) throw refused(creation, error);
      const finding = await find(creation, lost, mayBeOurs);
      if (finding.kind === "found") return adopt(creation, finding.value, finish);
      if (finding.kind === "unsure") throw unsure(creation, lost);
      if (!isLost(error) || tries > account.maxRetries || creation.stop.aborted) throw cameToNothing(creation, error);
    }
  });
}

async function listBefore(creation: Creation): Promise<KeyIndex> {
  const { account, stop } = creation;
  try {
    return await account.keys.get(account.client, stop);
  } catch (error) {
    throw refused(creation, error);
  }
}

async function send<T>(creation: Creation, finish: Finish<T>, onSend: () => unknown): Promise<Attempt<T>> {
  const { account, settings, following, stop } = creation;
  const failed = (error: unknown): Attempt<T> => {
    if (error instanceof ApiError) return { kind: "failed", error };
    throw error;
  };
  const work = async (calls: ReservedCalls): Promise<Attempt<T>> => {
    onSend();
    const since = account.clock.now();
    const askedAt = account.client.serverNow();
    let record: KeyObject;
    try {
      record = await calls.create(settingsToWire(settings), stop);
    } catch (error) {
      return failed(error);
    }
    account.keys.wrote(record.key, record, since);
    account.createdKeys.created(record, askedAt);
    if (!(await account.createdKeys.claim(keyId(record.key)))) return failed(takenElsewhere());
    return { kind: "created", result: await finish(record, calls) };
  };
  return account.client.together({ count: 1 + following, label: ENDPOINT, signal: stop }, work).catch(failed);
}

/** Where runners share the request ledger, until what is found belongs to no other one: keys of equal settings look alike. */
async function find(
  { account, stop }: Creation,
  lost: LostAnswer,
  mayBeOurs: (keys: KeyIndex) => readonly KeyObject[],
): Promise<Finding<readonly KeyObject[]>> {
  const { createdKeys } = account;
  for (;;) {
    const finding = await lookAfter(lost, account, stop, (keys) => nonEmpty(mayBeOurs(keys)));
    if (finding.kind !== "found") return finding;
    const [id = "", ...others] = finding.value.map(({ key }) => keyId(key));
    const isClear = !(await createdKeys.leaveToOthers([id, ...others]));
    if (isClear && (others.length > 0 || (await createdKeys.claim(id)))) return finding;
  }
}

async function adopt<T>(creation: Creation, found: readonly KeyObject[], finish: Finish<T>): Promise<Created<T>> {
  const { account } = creation;
  const [record, ...others] = found;
  if (record === undefined || others.length > 0) throw several(creation, found);
  // No place is waited for here: from now on nothing may keep the key from the state.
  const places = { count: 0, label: ENDPOINT, signal: creation.stop };
  const result = await account.client.together(places, (calls) => finish(record, calls));
  return { result, diagnostics: [] };
}

/** A try whose answer was lost may have taken effect after the one that succeeded. Reported, never removed. */
async function lateTwins(
  { account, settings, stop, leftover }: Creation,
  mayBeOurs: (keys: KeyIndex) => readonly KeyObject[],
): Promise<readonly Diagnostic[]> {
  const look = await account.keys.look(account.client, stop, account.keys.mark()).catch(() => undefined);
  if (look) await account.createdKeys.leaveToOthers(mayBeOurs(look.keys).map(({ key }) => keyId(key)));
  const twins = look ? mayBeOurs(look.keys) : [];
  if (look && twins.length === 0) return [];
  const summary = `Proxy key ${quoted(settings.name)} may exist twice`;
  const why = "An answer to its creation was lost, and it was created again when no key had appeared.";
  const what = look
    ? `A key with the same settings has appeared since; it is not managed. ${leftover ?? "Remove it or import it:"}\n${idsOf(twins)}`
    : "The provider could not look for another key that has appeared since. Look for it with: electronhub keys list --unmanaged STATE";
  return [warningDiagnostic(summary, `${why} ${what}`)];
}

const nonEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

const idsOf = (keys: readonly KeyObject[]): string => keys.map(({ key }) => `- ${keyId(key)}`).join("\n");

const doing = ({ settings }: Creation): string => `create proxy key ${quoted(settings.name)}`;

/** Another runner lost the answer to its own create, and found this key first. Its own one, if there is any, is as good. */
const takenElsewhere = (): ApiError =>
  new ApiError({
    code: "unexpected",
    endpoint: ENDPOINT,
    message: "another runner, which shares the request ledger, has taken the new key for its own",
    effect: "unknown",
  });

const refused = (creation: Creation, error: unknown): DiagnosticsError =>
  new DiagnosticsError(problemsOf(error, doing(creation)));

const unsure = (creation: Creation, error: ApiError): DiagnosticsError =>
  new DiagnosticsError(
    problemsOf(
      error,
      doing(creation),
      `It is not known whether the key was created, and the account's keys could not be looked up. ${creation.leftover ?? "Before you apply again, look for it with: electronhub keys list --unmanaged STATE. Import it if it is there, or there will be two."}`,
    ),
  );

const cameToNothing = (creation: Creation, error: ApiError): DiagnosticsError =>
  new DiagnosticsError(
    problemsOf(
      error,
      doing(creation),
      "This resource has no key: none that could be its own has appeared in the account. Apply again.",
    ),
  );

const several = ({ settings, leftover }: Creation, found: readonly KeyObject[]): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      `${found.length} new proxy keys look like ${quoted(settings.name)}`,
      `The answer to the create was lost, and these keys, new and with the same settings, have appeared since:\n${idsOf(found)}\n${leftover ?? "One of them is probably this resource's. Import it (terraform import ADDRESS ID) and remove the others, then apply again."}`,
    ),
  ]);
