// What work on an account's keys stands on: the client, the keys as this process knows them, and time.
import { type ElectronhubClient } from "../client";
import { type Clock } from "../clock";
import { type KeyList } from "./key-list";

export interface KeyAccess {
  readonly client: ElectronhubClient;
  readonly keys: KeyList;
  readonly clock: Clock;
  /** After this a request is given up; and so long after a lost answer, its effect may still come. */
  readonly requestTimeoutMs: number;
}

/** Milliseconds since 1970: by the API's clock where it tells, because expiries are judged by that. */
export const apiNow = ({ client, clock }: Pick<KeyAccess, "client" | "clock">): number =>
  client.serverNow() ?? clock.now();
