// The catalogue of models, as this process knows it: one call, shared by all data sources that ask. It does not change
// while a command runs.
import { type ElectronhubCalls } from "../api";
import { type ModelObject } from "../api/wire";
import { SharedCall } from "../api/keys/shared-call";

type Models = readonly ModelObject[];
type Asked = Pick<ElectronhubCalls, "models">;

export class Catalogue {
  private readonly known = new WeakMap<Asked, Models>();
  private readonly underWay = new WeakMap<Asked, SharedCall<Models>>();

  async get(client: Asked, signal: AbortSignal): Promise<Models> {
    return this.known.get(client) ?? (this.joinable(client) ?? this.launch(client)).wait(signal);
  }

  /** A call that failed has nobody who waits any more: the next one asks again. */
  private joinable(client: Asked): SharedCall<Models> | undefined {
    const call = this.underWay.get(client);
    return call?.abandoned ? undefined : call;
  }

  private launch(client: Asked): SharedCall<Models> {
    const call = new SharedCall("GET /models", (signal) => client.models(signal));
    call.settled((models) => models && this.known.set(client, models));
    this.underWay.set(client, call);
    return call;
  }
}
