// The API's messages as they travel, by its public proxy-key reference. Types only; the parsers make them of answers.
// The spelling "ammount" is the API's own.

export type LimitType = "daily" | "weekly" | "monthly";

/** What the API takes for "never" as an expiry. */
export const NEVER = -1;

/** The settings of a proxy key; an empty or absent whitelist allows everything. */
export interface KeySettings {
  /** 1 to 25 characters. */
  readonly name: string;
  /** Unix seconds, or {@link NEVER}. */
  readonly expires_at: number;
  /** Credits. */
  readonly allocated_ammount: number;
  /** The window in which the allocation may be spent; "daily" where omitted. */
  readonly limit_type?: LimitType;
  readonly model_whitelist?: readonly string[];
  readonly ip_whitelist?: readonly string[];
}

/** Body of `POST /auth/proxy/create`. */
export type CreateRequest = KeySettings;

/** Body of `POST /auth/proxy/update`, which replaces every setting: what is left out is reset. */
export interface UpdateRequest extends KeySettings {
  readonly proxy_key: string;
}

/** Body of `POST /auth/proxy/lookup`, `/toggle` and `/remove`. */
export interface KeyRequest {
  /** The key value, 1 to 256 characters: the API's only identifier of a key. */
  readonly proxy_key: string;
}

/** A proxy key in an answer. Fields that an answer leaves out are undefined; `limit_type` is in none. */
export interface KeyObject {
  readonly key: string;
  readonly name?: string;
  readonly expires_at?: number;
  readonly allocated_ammount?: number;
  readonly used_ammount?: number;
  readonly is_active?: boolean;
  readonly model_whitelist?: readonly string[];
  readonly ip_whitelist?: readonly string[];
  /** Unix seconds. */
  readonly created_at?: number;
  /** Unix seconds; null where the key was never used. */
  readonly last_used?: number | null;
  /**
   * Not of the API: what its answer has in this record that cannot be used, and is left out of it. Sentences that begin with
   * the field and never tell its value. Undefined where there is nothing odd.
   */
  readonly odd?: readonly string[];
}

/** Answer of `GET /auth/proxy`. */
export type KeyRecords = readonly KeyObject[] & {
  /** Not of the API: how many further objects have no value of a key. Undefined where there are none. */
  readonly unidentified?: number;
};

/** Answer of `POST /auth/proxy/lookup`. */
export interface LookupResponse extends KeyObject {
  readonly user_id?: string;
  readonly enabled_thinking?: boolean;
}

/** Answer of `POST /auth/proxy/toggle`: `status` is the NEW status. */
export interface ToggleResponse {
  readonly message?: string;
  readonly status: boolean;
}

/** Answer of update, remove and delete-all. */
export interface MessageResponse {
  readonly message?: string;
}

/** Answer of `GET /user/me`. */
export interface AccountResponse {
  /** The plan, as in "pro". */
  readonly subscription?: string;
  readonly credits?: number;
  readonly usage?: { readonly input_tokens?: number; readonly output_tokens?: number };
}

/** Answer of `POST /auth/proxy/validate`. */
export interface ValidateResponse {
  readonly valid: boolean;
  readonly message?: string;
}

/** A model in the answer of `GET /models`. Fields that an answer leaves out are undefined. */
export interface ModelObject {
  readonly id: string;
  readonly name?: string;
  readonly owned_by?: string;
  /** Size of the context. */
  readonly tokens?: number;
  /** `type` says what the prices are for. */
  readonly pricing?: { readonly type?: string; readonly input?: number; readonly output?: number };
  readonly endpoints?: readonly string[];
  readonly premium_model?: boolean;
}
