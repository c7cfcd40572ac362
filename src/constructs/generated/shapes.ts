// What each construct may be given. Written by "npx projen constructs" from the provider's schemas.
import { CHECKS } from "../hooks";
import { ACTION_ARGUMENTS, EPHEMERAL_ARGUMENTS, PROVIDER_ARGUMENTS, RESOURCE_ARGUMENTS } from "../meta-arguments";
import { flag, literalFlag, literalText, number, required, text, texts } from "../shape";

export const ELECTRONHUB_PROVIDER = {
  construct: "ElectronhubProvider",
  metaArguments: PROVIDER_ARGUMENTS,
  properties: {
    allowPlaintextApiKey: literalFlag(),
    bundled: literalFlag(),
    executable: literalText(),
    alias: literalText(),
    apiKey: text(CHECKS.ElectronhubProvider.apiKey),
    baseUrl: text(CHECKS.ElectronhubProvider.baseUrl),
    requestsPerMinute: number(CHECKS.ElectronhubProvider.requestsPerMinute),
    requestsPerMinuteMargin: number(CHECKS.ElectronhubProvider.requestsPerMinuteMargin),
    maxWait: text(CHECKS.ElectronhubProvider.maxWait),
    requestTimeout: text(CHECKS.ElectronhubProvider.requestTimeout),
    maxRetries: number(CHECKS.ElectronhubProvider.maxRetries),
    validateCredentials: flag(),
    validateModels: flag(),
    checkQuota: flag(),
    ledger: text(CHECKS.ElectronhubProvider.ledger),
    caCertificateFile: text(),
  },
};

export const PROXY_KEY = {
  construct: "ProxyKey",
  metaArguments: RESOURCE_ARGUMENTS,
  properties: {
    name: required(text(CHECKS.ProxyKey.name)),
    allocatedAmount: required(number(CHECKS.ProxyKey.allocatedAmount)),
    limitType: text(CHECKS.ProxyKey.limitType),
    expiresAt: text(CHECKS.ProxyKey.expiresAt),
    modelWhitelist: texts(CHECKS.ProxyKey.modelWhitelist),
    ipWhitelist: texts(CHECKS.ProxyKey.ipWhitelist),
    enabled: flag(),
    validFor: text(CHECKS.ProxyKey.validFor),
    renewBefore: text(CHECKS.ProxyKey.renewBefore),
    rotateBefore: text(CHECKS.ProxyKey.rotateBefore),
    deletionPolicy: text(CHECKS.ProxyKey.deletionPolicy),
    deletionGracePeriod: text(CHECKS.ProxyKey.deletionGracePeriod),
    storeKey: flag(),
  },
};

export const PROXY_KEYS_EXCLUSIVE = {
  construct: "ProxyKeysExclusive",
  metaArguments: RESOURCE_ARGUMENTS,
  properties: {
    keyIds: required(texts(CHECKS.ProxyKeysExclusive.keyIds)),
    namePrefix: text(CHECKS.ProxyKeysExclusive.namePrefix),
    ignoreExpiringWithin: text(CHECKS.ProxyKeysExclusive.ignoreExpiringWithin),
    useDeleteAll: flag(),
  },
};

export const DATA_ELECTRONHUB_PROXY_KEY = {
  construct: "DataElectronhubProxyKey",
  metaArguments: RESOURCE_ARGUMENTS,
  properties: {
    id: text(),
    name: text(CHECKS.DataElectronhubProxyKey.name),
    key: text(CHECKS.DataElectronhubProxyKey.key),
    includeOwner: flag(),
  },
};

export const DATA_ELECTRONHUB_PROXY_KEYS = {
  construct: "DataElectronhubProxyKeys",
  metaArguments: RESOURCE_ARGUMENTS,
  properties: {
    nameRegex: text(CHECKS.DataElectronhubProxyKeys.nameRegex),
    enabled: flag(),
    expired: flag(),
    unusedSince: text(CHECKS.DataElectronhubProxyKeys.unusedSince),
    includeKeys: flag(),
  },
};

export const DATA_ELECTRONHUB_ACCOUNT = {
  construct: "DataElectronhubAccount",
  metaArguments: RESOURCE_ARGUMENTS,
  properties: {},
};

export const DATA_ELECTRONHUB_MODELS = {
  construct: "DataElectronhubModels",
  metaArguments: RESOURCE_ARGUMENTS,
  properties: {
    owner: text(),
    endpoint: text(),
    premium: flag(),
  },
};

export const DATA_ELECTRONHUB_PROXY_KEY_ACCESS = {
  construct: "DataElectronhubProxyKeyAccess",
  metaArguments: RESOURCE_ARGUMENTS,
  properties: {
    id: text(CHECKS.DataElectronhubProxyKeyAccess.id),
    key: text(CHECKS.DataElectronhubProxyKeyAccess.key),
    model: text(),
  },
};

export const EPHEMERAL_PROXY_KEY = {
  construct: "EphemeralProxyKey",
  metaArguments: EPHEMERAL_ARGUMENTS,
  properties: {
    name: required(text(CHECKS.EphemeralProxyKey.name)),
    allocatedAmount: required(number(CHECKS.EphemeralProxyKey.allocatedAmount)),
    limitType: text(CHECKS.EphemeralProxyKey.limitType),
    modelWhitelist: texts(CHECKS.EphemeralProxyKey.modelWhitelist),
    ipWhitelist: texts(CHECKS.EphemeralProxyKey.ipWhitelist),
    validFor: text(CHECKS.EphemeralProxyKey.validFor),
  },
};

export const EPHEMERAL_PROXY_KEY_VALUE = {
  construct: "EphemeralProxyKeyValue",
  metaArguments: EPHEMERAL_ARGUMENTS,
  properties: {
    id: required(text(CHECKS.EphemeralProxyKeyValue.id)),
  },
};

export const PROXY_KEY_DISABLE_ACTION = {
  construct: "ProxyKeyDisableAction",
  metaArguments: ACTION_ARGUMENTS,
  properties: {
    id: required(text(CHECKS.ProxyKeyDisableAction.id)),
  },
};

export const PROXY_KEY_ENABLE_ACTION = {
  construct: "ProxyKeyEnableAction",
  metaArguments: ACTION_ARGUMENTS,
  properties: {
    id: required(text(CHECKS.ProxyKeyEnableAction.id)),
  },
};

export const PROXY_KEYS_DELETE_ALL_ACTION = {
  construct: "ProxyKeysDeleteAllAction",
  metaArguments: ACTION_ARGUMENTS,
  properties: {
    confirmCount: required(number(CHECKS.ProxyKeysDeleteAllAction.confirmCount)),
  },
};
