// The construct ElectronhubProvider: the provider electronhub. Written by "npx projen constructs" from the
// provider's schema.
import {
  type IResolvable,
  type ImportableResource,
  TerraformProvider,
  booleanToTerraform,
  numberToTerraform,
  stringToTerraform,
} from "cdktf";
import { type Construct } from "constructs";
import { given, hclBoolean, hclNumber, hclString } from "../hcl";
import { importable } from "../import-id";
import { serve } from "../provider-block";
import { checkedScope, checkedValue } from "../validation";
import { PROVIDER_VERSION } from "../version";
import { ELECTRONHUB_PROVIDER } from "./shapes";

/** Configuration of {@link ElectronhubProvider}. */
export interface ElectronhubProviderConfig {
  /**
   * API key of the account (`ek-...`). Else the environment variable `ELECTRONHUB_API_KEY`. A JWT or a proxy key
   * cannot manage keys. A literal is refused, because it would end up in the synthesised JSON in plain text: use the
   * environment variable, or a sensitive `TerraformVariable`.
   *
   * @default - the environment variable `ELECTRONHUB_API_KEY`
   */
  readonly apiKey?: string;

  /**
   * Address of the API. Else `ELECTRONHUB_BASE_URL`, else `https://api.electronhub.ai/v1`. `http:` is allowed to
   * loopback addresses only.
   *
   * @default - `ELECTRONHUB_BASE_URL`, else `https://api.electronhub.ai/v1`
   */
  readonly baseUrl?: string;

  /**
   * Requests a minute that the provider may make, if fewer than the API's own limit, which is learnt from its
   * answers.
   *
   * @default - not set
   */
  readonly requestsPerMinute?: number;

  /**
   * Requests a minute of the limit that are left to other users of the account. Default 0.
   *
   * @default - 0
   */
  readonly requestsPerMinuteMargin?: number;

  /**
   * How long a request may wait for a lock-out of the account to end, as a duration. Default `15m`.
   *
   * @default - 15m
   */
  readonly maxWait?: string;

  /**
   * How long one request may take, as a duration such as `30s` or `1m30s`. Default `30s`.
   *
   * @default - 30s
   */
  readonly requestTimeout?: string;

  /**
   * How often a call that is safe to repeat is tried again, 0 to 10. Default 3.
   *
   * @default - 3
   */
  readonly maxRetries?: number;

  /**
   * Whether to check the API key as soon as Terraform configures the provider, in the plan and again in the apply: a
   * key that the API refuses is then one error, before anything is planned or changed. The check is the list of the
   * account's keys, which a refresh uses as well: one more API call only where nothing is refreshed. Nothing is
   * checked while a setting of this block is unknown. Default false.
   *
   * @default - false
   */
  readonly validateCredentials?: boolean | IResolvable;

  /**
   * Whether to warn in the plan of ids in a `modelWhitelist` that the API's catalogue does not have, with the
   * nearest ones that it has. One more API call for each plan that has whitelists, and for the apply, which plans
   * again. Ephemeral keys are not checked. Default false.
   *
   * @default - false
   */
  readonly validateModels?: boolean | IResolvable;

  /**
   * Whether to warn in the plan when its new keys exceed the number that the account's plan allows, or its
   * allocations the credits that are left. What the same plan removes or lowers is not counted, for it may come
   * later; nor are ephemeral keys, and Terraform shows no warning of keys that `-replace` or `replaceTriggeredBy`
   * replaces. One more API call for each plan with new keys or higher allocations, and for the apply, which plans
   * again. Default false.
   *
   * @default - false
   */
  readonly checkQuota?: boolean | IResolvable;

  /**
   * Address of a Redis or Valkey server on which the providers of several machines keep the account's request budget
   * together: `redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]`, or `rediss://` for TLS. Else `ELECTRONHUB_LEDGER`.
   * Without one, the processes of a user on one machine share a file. While the server cannot be used, the provider
   * warns once and uses the file.
   *
   * @default - `ELECTRONHUB_LEDGER`
   */
  readonly ledger?: string;

  /**
   * Path of a PEM file with further certificate authorities to trust, for TLS-inspecting proxies. `SSL_CERT_FILE`
   * and `NODE_EXTRA_CA_CERTS` are honoured as well.
   *
   * @default - not set
   */
  readonly caCertificateFile?: string;

  /**
   * Name of this configuration, where a stack has several. Known at synth: no token.
   *
   * @default - the stack's default configuration
   */
  readonly alias?: string;

  /**
   * Whether `apiKey` may be a literal all the same, as for an emulator.
   *
   * @default - false
   */
  readonly allowPlaintextApiKey?: boolean;

  /**
   * Whether the stack brings the provider along: its executable is copied into the stack's output, where `terraform
   * init` finds it without any configuration. With `false` Terraform takes it from a registry or mirror.
   *
   * @default - true
   */
  readonly bundled?: boolean;

  /**
   * Path of another executable of the provider to bring along, such as a standalone binary.
   *
   * @default - the one in this package, which needs Node.js and does not run on Windows
   */
  readonly executable?: string;
}

/** Proxy keys of an Electron Hub account. */
export class ElectronhubProvider extends TerraformProvider {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub";

  /**
   * Generates CDKTF code for importing a provider upon running "cdktf plan <stack-name>".
   *
   * @param scope the scope in which to define this construct
   * @param importToId the construct id used in the generated config
   * @param importFromId the id of the existing object
   * @param provider optional instance of the provider
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importable(scope, importToId, ElectronhubProvider.tfResourceType, importFromId, provider);
  }

  /** Whether `apiKey` may be a literal all the same, as for an emulator. */
  public readonly allowPlaintextApiKey: boolean;

  /**
   * Whether the stack brings the provider along: its executable is copied into the stack's output, where `terraform
   * init` finds it without any configuration. With `false` Terraform takes it from a registry or mirror.
   */
  public readonly bundled: boolean;

  /** Path of another executable of the provider to bring along, such as a standalone binary. */
  public readonly executable?: string;

  private _alias?: string;
  private _apiKey?: string;
  private _baseUrl?: string;
  private _requestsPerMinute?: number;
  private _requestsPerMinuteMargin?: number;
  private _maxWait?: string;
  private _requestTimeout?: string;
  private _maxRetries?: number;
  private _validateCredentials?: boolean | IResolvable;
  private _validateModels?: boolean | IResolvable;
  private _checkQuota?: boolean | IResolvable;
  private _ledger?: string;
  private _caCertificateFile?: string;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: ElectronhubProviderConfig = {}) {
    super(checkedScope(scope, id, config, ELECTRONHUB_PROVIDER), id, {
      terraformResourceType: ElectronhubProvider.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      terraformProviderSource: "electronhub/electronhub",
    });
    this.allowPlaintextApiKey = config.allowPlaintextApiKey ?? false;
    this.bundled = config.bundled ?? true;
    this.executable = config.executable ?? undefined;
    this.alias = config.alias;
    this.apiKey = config.apiKey;
    this.baseUrl = config.baseUrl;
    this.requestsPerMinute = config.requestsPerMinute;
    this.requestsPerMinuteMargin = config.requestsPerMinuteMargin;
    this.maxWait = config.maxWait;
    this.requestTimeout = config.requestTimeout;
    this.maxRetries = config.maxRetries;
    this.validateCredentials = config.validateCredentials;
    this.validateModels = config.validateModels;
    this.checkQuota = config.checkQuota;
    this.ledger = config.ledger;
    this.caCertificateFile = config.caCertificateFile;

    serve(this);
  }

  /** Name of this configuration, where a stack has several. Known at synth: no token. */
  public get alias(): string | undefined {
    return this._alias;
  }

  public set alias(value: string | undefined) {
    this._alias = checkedValue(this, ELECTRONHUB_PROVIDER, "alias", value);
  }

  /** Back to the default. */
  public resetAlias(): void {
    this._alias = undefined;
  }

  /** What was given. */
  public get aliasInput(): string | undefined {
    return this._alias;
  }

  /** API key of the account (`ek-...`). */
  public get apiKey(): string | undefined {
    return this._apiKey;
  }

  public set apiKey(value: string | undefined) {
    this._apiKey = checkedValue(this, ELECTRONHUB_PROVIDER, "apiKey", value);
  }

  /** Back to the default. */
  public resetApiKey(): void {
    this._apiKey = undefined;
  }

  /** What was given. */
  public get apiKeyInput(): string | undefined {
    return this._apiKey;
  }

  /** Address of the API. */
  public get baseUrl(): string | undefined {
    return this._baseUrl;
  }

  public set baseUrl(value: string | undefined) {
    this._baseUrl = checkedValue(this, ELECTRONHUB_PROVIDER, "baseUrl", value);
  }

  /** Back to the default. */
  public resetBaseUrl(): void {
    this._baseUrl = undefined;
  }

  /** What was given. */
  public get baseUrlInput(): string | undefined {
    return this._baseUrl;
  }

  /**
   * Requests a minute that the provider may make, if fewer than the API's own limit, which is learnt from its
   * answers.
   */
  public get requestsPerMinute(): number | undefined {
    return this._requestsPerMinute;
  }

  public set requestsPerMinute(value: number | undefined) {
    this._requestsPerMinute = checkedValue(this, ELECTRONHUB_PROVIDER, "requestsPerMinute", value);
  }

  /** Back to the default. */
  public resetRequestsPerMinute(): void {
    this._requestsPerMinute = undefined;
  }

  /** What was given. */
  public get requestsPerMinuteInput(): number | undefined {
    return this._requestsPerMinute;
  }

  /** Requests a minute of the limit that are left to other users of the account. */
  public get requestsPerMinuteMargin(): number | undefined {
    return this._requestsPerMinuteMargin;
  }

  public set requestsPerMinuteMargin(value: number | undefined) {
    this._requestsPerMinuteMargin = checkedValue(this, ELECTRONHUB_PROVIDER, "requestsPerMinuteMargin", value);
  }

  /** Back to the default. */
  public resetRequestsPerMinuteMargin(): void {
    this._requestsPerMinuteMargin = undefined;
  }

  /** What was given. */
  public get requestsPerMinuteMarginInput(): number | undefined {
    return this._requestsPerMinuteMargin;
  }

  /** How long a request may wait for a lock-out of the account to end, as a duration. */
  public get maxWait(): string | undefined {
    return this._maxWait;
  }

  public set maxWait(value: string | undefined) {
    this._maxWait = checkedValue(this, ELECTRONHUB_PROVIDER, "maxWait", value);
  }

  /** Back to the default. */
  public resetMaxWait(): void {
    this._maxWait = undefined;
  }

  /** What was given. */
  public get maxWaitInput(): string | undefined {
    return this._maxWait;
  }

  /** How long one request may take, as a duration such as `30s` or `1m30s`. */
  public get requestTimeout(): string | undefined {
    return this._requestTimeout;
  }

  public set requestTimeout(value: string | undefined) {
    this._requestTimeout = checkedValue(this, ELECTRONHUB_PROVIDER, "requestTimeout", value);
  }

  /** Back to the default. */
  public resetRequestTimeout(): void {
    this._requestTimeout = undefined;
  }

  /** What was given. */
  public get requestTimeoutInput(): string | undefined {
    return this._requestTimeout;
  }

  /** How often a call that is safe to repeat is tried again, 0 to 10. */
  public get maxRetries(): number | undefined {
    return this._maxRetries;
  }

  public set maxRetries(value: number | undefined) {
    this._maxRetries = checkedValue(this, ELECTRONHUB_PROVIDER, "maxRetries", value);
  }

  /** Back to the default. */
  public resetMaxRetries(): void {
    this._maxRetries = undefined;
  }

  /** What was given. */
  public get maxRetriesInput(): number | undefined {
    return this._maxRetries;
  }

  /**
   * Whether to check the API key as soon as Terraform configures the provider, in the plan and again in the apply: a
   * key that the API refuses is then one error, before anything is planned or changed.
   */
  public get validateCredentials(): boolean | IResolvable | undefined {
    return this._validateCredentials;
  }

  public set validateCredentials(value: boolean | IResolvable | undefined) {
    this._validateCredentials = checkedValue(this, ELECTRONHUB_PROVIDER, "validateCredentials", value);
  }

  /** Back to the default. */
  public resetValidateCredentials(): void {
    this._validateCredentials = undefined;
  }

  /** What was given. */
  public get validateCredentialsInput(): boolean | IResolvable | undefined {
    return this._validateCredentials;
  }

  /**
   * Whether to warn in the plan of ids in a `modelWhitelist` that the API's catalogue does not have, with the
   * nearest ones that it has.
   */
  public get validateModels(): boolean | IResolvable | undefined {
    return this._validateModels;
  }

  public set validateModels(value: boolean | IResolvable | undefined) {
    this._validateModels = checkedValue(this, ELECTRONHUB_PROVIDER, "validateModels", value);
  }

  /** Back to the default. */
  public resetValidateModels(): void {
    this._validateModels = undefined;
  }

  /** What was given. */
  public get validateModelsInput(): boolean | IResolvable | undefined {
    return this._validateModels;
  }

  /**
   * Whether to warn in the plan when its new keys exceed the number that the account's plan allows, or its
   * allocations the credits that are left.
   */
  public get checkQuota(): boolean | IResolvable | undefined {
    return this._checkQuota;
  }

  public set checkQuota(value: boolean | IResolvable | undefined) {
    this._checkQuota = checkedValue(this, ELECTRONHUB_PROVIDER, "checkQuota", value);
  }

  /** Back to the default. */
  public resetCheckQuota(): void {
    this._checkQuota = undefined;
  }

  /** What was given. */
  public get checkQuotaInput(): boolean | IResolvable | undefined {
    return this._checkQuota;
  }

  /**
   * Address of a Redis or Valkey server on which the providers of several machines keep the account's request budget
   * together: `redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]`, or `rediss://` for TLS.
   */
  public get ledger(): string | undefined {
    return this._ledger;
  }

  public set ledger(value: string | undefined) {
    this._ledger = checkedValue(this, ELECTRONHUB_PROVIDER, "ledger", value);
  }

  /** Back to the default. */
  public resetLedger(): void {
    this._ledger = undefined;
  }

  /** What was given. */
  public get ledgerInput(): string | undefined {
    return this._ledger;
  }

  /** Path of a PEM file with further certificate authorities to trust, for TLS-inspecting proxies. */
  public get caCertificateFile(): string | undefined {
    return this._caCertificateFile;
  }

  public set caCertificateFile(value: string | undefined) {
    this._caCertificateFile = checkedValue(this, ELECTRONHUB_PROVIDER, "caCertificateFile", value);
  }

  /** Back to the default. */
  public resetCaCertificateFile(): void {
    this._caCertificateFile = undefined;
  }

  /** What was given. */
  public get caCertificateFileInput(): string | undefined {
    return this._caCertificateFile;
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return {
      alias: stringToTerraform(this._alias),
      api_key: stringToTerraform(this._apiKey),
      base_url: stringToTerraform(this._baseUrl),
      requests_per_minute: numberToTerraform(this._requestsPerMinute),
      requests_per_minute_margin: numberToTerraform(this._requestsPerMinuteMargin),
      max_wait: stringToTerraform(this._maxWait),
      request_timeout: stringToTerraform(this._requestTimeout),
      max_retries: numberToTerraform(this._maxRetries),
      validate_credentials: booleanToTerraform(this._validateCredentials),
      validate_models: booleanToTerraform(this._validateModels),
      check_quota: booleanToTerraform(this._checkQuota),
      ledger: stringToTerraform(this._ledger),
      ca_certificate_file: stringToTerraform(this._caCertificateFile),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return given({
      alias: hclString(this._alias),
      api_key: hclString(this._apiKey),
      base_url: hclString(this._baseUrl),
      requests_per_minute: hclNumber(this._requestsPerMinute),
      requests_per_minute_margin: hclNumber(this._requestsPerMinuteMargin),
      max_wait: hclString(this._maxWait),
      request_timeout: hclString(this._requestTimeout),
      max_retries: hclNumber(this._maxRetries),
      validate_credentials: hclBoolean(this._validateCredentials),
      validate_models: hclBoolean(this._validateModels),
      check_quota: hclBoolean(this._checkQuota),
      ledger: hclString(this._ledger),
      ca_certificate_file: hclString(this._caCertificateFile),
    });
  }

  /**
   * CDK Terrain 0.24 calls this on every element; classes made for cdktf 0.21 have to have it.
   *
   * @internal
   */
  public _resetResolveDiscoveredProviderFeatureUsage(): void {
    // Nothing to reset: this element uses no such features.
  }
}
