// The construct ElectronhubProvider: the provider block of a stack.
import {
  type IResolvable,
  type ImportableResource,
  TerraformProvider,
  booleanToTerraform,
  numberToTerraform,
  stringToTerraform,
} from "cdktf";
import { type Construct } from "constructs";
import {
  type Problem,
  checkApiKey,
  checkBaseUrl,
  checkWait,
  checkMaxRetries,
  checkRequestsPerMinute,
  checkRequestsPerMinuteMargin,
} from "../rules";
import { bringAlong } from "./bundled-provider";
import { given, hclBoolean, hclNumber, hclString } from "./hcl";
import { importable } from "./import-id";
import { member } from "./json";
import { inStack, propertiesOf } from "./placement";
import { plaintextApiKey } from "./plaintext-secret";
import { conflicts, writtenBlock } from "./provider-blocks";
import { type StackSurvey, surveyFor } from "./stack-survey";
import { unresolvedNumbers } from "./unresolved-numbers";
import { checkedFlag, checkedNumber, checkedText, literalFlag, literalText } from "./validation";
import { PROVIDER_VERSION } from "./version";

/** Configuration of {@link ElectronhubProvider}. */
export interface ElectronhubProviderConfig {
  /**
   * API key of the account (`ek-...`). A literal is refused, because it would end up in the synthesised JSON in plain
   * text: use the environment variable, or a sensitive `TerraformVariable`. A JWT or a proxy key is refused too.
   *
   * @default - the environment variable `ELECTRONHUB_API_KEY`
   */
  readonly apiKey?: string;

  /**
   * Whether `apiKey` may be a literal all the same, as for an emulator.
   *
   * @default - false
   */
  readonly allowPlaintextApiKey?: boolean;

  /**
   * Address of the API. `http:` is allowed to loopback addresses only.
   *
   * @default - the environment variable `ELECTRONHUB_BASE_URL`, else the real API
   */
  readonly baseUrl?: string;

  /**
   * Requests a minute that the provider may make, if fewer than the API's own limit.
   *
   * @default - the API's own limit, learnt from its answers
   */
  readonly requestsPerMinute?: number;

  /**
   * Requests a minute of the limit that are left to other users of the account.
   *
   * @default - 0
   */
  readonly requestsPerMinuteMargin?: number;

  /**
   * How long a request may wait for a lock-out of the account to end, as a duration.
   *
   * @default - 15m
   */
  readonly maxWait?: string;

  /**
   * How long one request may take, as a duration such as `30s` or `1m30s`.
   *
   * @default - 30s
   */
  readonly requestTimeout?: string;

  /**
   * How often a call that is safe to repeat is tried again, 0 to 10.
   *
   * @default - 3
   */
  readonly maxRetries?: number;

  /**
   * Path of a PEM file with further certificate authorities to trust, for TLS-inspecting proxies.
   *
   * @default - the system's authorities, `SSL_CERT_FILE` and `NODE_EXTRA_CA_CERTS`
   */
  readonly caCertificateFile?: string;

  /**
   * Whether to warn in the plan of ids in a model whitelist that the API's catalogue does not have. One more API call for
   * each plan that has whitelists.
   *
   * @default - false
   */
  readonly validateModels?: boolean | IResolvable;

  /**
   * Whether to warn in the plan when its new keys exceed the number that the account's plan allows, or its allocations the
   * credits that are left. One more API call for each plan with new keys or higher allocations.
   *
   * @default - false
   */
  readonly checkQuota?: boolean | IResolvable;

  /**
   * Name of this configuration, where a stack has several.
   *
   * @default - the stack's default configuration
   */
  readonly alias?: string;

  /**
   * Whether the stack brings the provider along: its executable is copied into the stack's output, where `terraform init`
   * finds it without any configuration. With `false` Terraform takes it from a registry or mirror.
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

const PLAINTEXT_API_KEY: Problem = {
  severity: "error",
  summary: "apiKey is a literal",
  detail:
    "It would be written in plain text to cdk.tf.json. Leave apiKey out and set ELECTRONHUB_API_KEY, or give it a sensitive TerraformVariable; allowPlaintextApiKey: true allows it all the same.",
};

/** The Electron Hub provider: proxy keys of one account. */
export class ElectronhubProvider extends TerraformProvider {
  /** Terraform's name of the provider. */
  public static readonly tfResourceType = "electronhub";

  /**
   * Generates CDKTF code for importing a provider resource upon running "cdktf plan <stack-name>".
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

  /** Whether the stack brings the provider along. */
  public readonly bundled: boolean;

  /** The executable that is brought along instead of the package's own. */
  public readonly executable?: string;

  private readonly allowPlaintextApiKey: boolean;
  private _alias?: string;
  private _apiKey?: string;
  private _baseUrl?: string;
  private _requestsPerMinute?: number;
  private _requestsPerMinuteMargin?: number;
  private _maxWait?: string;
  private _requestTimeout?: string;
  private _maxRetries?: number;
  private _caCertificateFile?: string;
  private _validateModels?: boolean | IResolvable;
  private _checkQuota?: boolean | IResolvable;

  /**
   * @param scope the stack
   * @param id unique within the scope
   * @param config everything may come from the environment
   */
  constructor(scope: Construct, id: string, config: ElectronhubProviderConfig = {}) {
    super(inStack(scope, id), id, {
      terraformResourceType: ElectronhubProvider.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      terraformProviderSource: "electronhub/electronhub",
    });
    const { bundled, executable, allowPlaintextApiKey } = propertiesOf(scope, id, config);
    this.bundled = literalFlag(this, "bundled", bundled) ?? true;
    this.executable = literalText(this, "executable", executable);
    this.allowPlaintextApiKey = literalFlag(this, "allowPlaintextApiKey", allowPlaintextApiKey) ?? false;
    this.alias = config.alias;
    this.apiKey = config.apiKey;
    this.baseUrl = config.baseUrl;
    this.requestsPerMinute = config.requestsPerMinute;
    this.requestsPerMinuteMargin = config.requestsPerMinuteMargin;
    this.maxWait = config.maxWait;
    this.requestTimeout = config.requestTimeout;
    this.maxRetries = config.maxRetries;
    this.caCertificateFile = config.caCertificateFile;
    this.validateModels = config.validateModels;
    this.checkQuota = config.checkQuota;
    this.node.addValidation({ validate: () => this.problemsInStack() });
    bringAlong(this);
  }

  /** Name of this configuration. */
  public get alias(): string | undefined {
    return this._alias;
  }

  public set alias(value: string | undefined) {
    this._alias = literalText(this, "alias", value);
  }

  /** Back to the default. */
  public resetAlias(): void {
    this._alias = undefined;
  }

  /** What was given. */
  public get aliasInput(): string | undefined {
    return this._alias;
  }

  /** API key of the account. */
  public get apiKey(): string | undefined {
    return this._apiKey;
  }

  public set apiKey(value: string | undefined) {
    this._apiKey = checkedText(this, "api_key", value, (literal) => this.checkLiteralApiKey(literal));
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
    this._baseUrl = checkedText(this, "base_url", value, checkBaseUrl);
  }

  /** Back to the default. */
  public resetBaseUrl(): void {
    this._baseUrl = undefined;
  }

  /** What was given. */
  public get baseUrlInput(): string | undefined {
    return this._baseUrl;
  }

  /** Requests a minute that the provider may make. */
  public get requestsPerMinute(): number | undefined {
    return this._requestsPerMinute;
  }

  public set requestsPerMinute(value: number | undefined) {
    this._requestsPerMinute = checkedNumber(this, "requests_per_minute", value, checkRequestsPerMinute);
  }

  /** Back to the default. */
  public resetRequestsPerMinute(): void {
    this._requestsPerMinute = undefined;
  }

  /** What was given. */
  public get requestsPerMinuteInput(): number | undefined {
    return this._requestsPerMinute;
  }

  /** Requests a minute that are left to other users of the account. */
  public get requestsPerMinuteMargin(): number | undefined {
    return this._requestsPerMinuteMargin;
  }

  public set requestsPerMinuteMargin(value: number | undefined) {
    this._requestsPerMinuteMargin = checkedNumber(
      this,
      "requests_per_minute_margin",
      value,
      checkRequestsPerMinuteMargin,
    );
  }

  /** Back to the default. */
  public resetRequestsPerMinuteMargin(): void {
    this._requestsPerMinuteMargin = undefined;
  }

  /** What was given. */
  public get requestsPerMinuteMarginInput(): number | undefined {
    return this._requestsPerMinuteMargin;
  }

  /** How long a request may wait for a lock-out of the account to end. */
  public get maxWait(): string | undefined {
    return this._maxWait;
  }

  public set maxWait(value: string | undefined) {
    this._maxWait = checkedText(this, "max_wait", value, checkWait);
  }

  /** Back to the default. */
  public resetMaxWait(): void {
    this._maxWait = undefined;
  }

  /** What was given. */
  public get maxWaitInput(): string | undefined {
    return this._maxWait;
  }

  /** How long one request may take. */
  public get requestTimeout(): string | undefined {
    return this._requestTimeout;
  }

  public set requestTimeout(value: string | undefined) {
    this._requestTimeout = checkedText(this, "request_timeout", value, checkWait);
  }

  /** Back to the default. */
  public resetRequestTimeout(): void {
    this._requestTimeout = undefined;
  }

  /** What was given. */
  public get requestTimeoutInput(): string | undefined {
    return this._requestTimeout;
  }

  /** How often a call that is safe to repeat is tried again. */
  public get maxRetries(): number | undefined {
    return this._maxRetries;
  }

  public set maxRetries(value: number | undefined) {
    this._maxRetries = checkedNumber(this, "max_retries", value, checkMaxRetries);
  }

  /** Back to the default. */
  public resetMaxRetries(): void {
    this._maxRetries = undefined;
  }

  /** What was given. */
  public get maxRetriesInput(): number | undefined {
    return this._maxRetries;
  }

  /** Path of a PEM file with further certificate authorities. */
  public get caCertificateFile(): string | undefined {
    return this._caCertificateFile;
  }

  public set caCertificateFile(value: string | undefined) {
    this._caCertificateFile = checkedText(this, "ca_certificate_file", value);
  }

  /** Back to the default. */
  public resetCaCertificateFile(): void {
    this._caCertificateFile = undefined;
  }

  /** What was given. */
  public get caCertificateFileInput(): string | undefined {
    return this._caCertificateFile;
  }

  /** Whether plans are checked against the API's catalogue of models. */
  public get validateModels(): boolean | IResolvable | undefined {
    return this._validateModels;
  }

  public set validateModels(value: boolean | IResolvable | undefined) {
    this._validateModels = checkedFlag(this, "validate_models", value);
  }

  /** Back to the default. */
  public resetValidateModels(): void {
    this._validateModels = undefined;
  }

  /** What was given. */
  public get validateModelsInput(): boolean | IResolvable | undefined {
    return this._validateModels;
  }

  /** Whether plans are checked against the account's quota. */
  public get checkQuota(): boolean | IResolvable | undefined {
    return this._checkQuota;
  }

  public set checkQuota(value: boolean | IResolvable | undefined) {
    this._checkQuota = checkedFlag(this, "check_quota", value);
  }

  /** Back to the default. */
  public resetCheckQuota(): void {
    this._checkQuota = undefined;
  }

  /** What was given. */
  public get checkQuotaInput(): boolean | IResolvable | undefined {
    return this._checkQuota;
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
      ca_certificate_file: stringToTerraform(this._caCertificateFile),
      validate_models: booleanToTerraform(this._validateModels),
      check_quota: booleanToTerraform(this._checkQuota),
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
      ca_certificate_file: hclString(this._caCertificateFile),
      validate_models: hclBoolean(this._validateModels),
      check_quota: hclBoolean(this._checkQuota),
    });
  }

  /** One validation, because each asks for a survey, which is made once for all blocks. */
  private problemsInStack(): string[] {
    const survey = surveyFor(this);
    const numbers = survey.blocks[0] === this ? unresolvedNumbers(survey) : [];
    return [...conflicts(this, survey), ...this.secretsInPlainText(survey), ...numbers];
  }

  /** Once more in what will be written: a key hides from the setter in functions, templates, variables and overrides. */
  private secretsInPlainText(survey: StackSurvey): string[] {
    if (this.allowPlaintextApiKey) return [];
    const reason = plaintextApiKey(survey.output, member(writtenBlock(this, survey), "api_key"));
    return reason === undefined ? [] : [`${reason}. ${PLAINTEXT_API_KEY.detail}`];
  }

  private checkLiteralApiKey(value: string): Problem | undefined {
    return checkApiKey(value) ?? (this.allowPlaintextApiKey ? undefined : PLAINTEXT_API_KEY);
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
