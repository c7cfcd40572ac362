// What the generator cannot know of the constructs, by class: the rules that a synth applies to each property, and those that
// span properties. Adding one here and running "npx projen constructs" wires it in.
import { Token } from "cdktf";
import {
  type Problem,
  checkAllocatedAmount,
  checkBaseUrl,
  checkConfirmCount,
  checkDeleteAll,
  checkDeletionPolicy,
  checkDuration,
  checkEphemeralValidity,
  checkExpiresAt,
  checkGracePeriod,
  checkIpWhitelist,
  checkKeyIds,
  checkLimitType,
  checkMaxRetries,
  checkModelWhitelist,
  checkName,
  checkNamePrefix,
  checkNameRegex,
  checkRequestsPerMinute,
  checkRequestsPerMinuteMargin,
  checkUnusedSince,
  checkValidity,
  checkWait,
  problem,
} from "../rules";
import { checkLiteralApiKey, checkLiteralLedger, refuseLiteralKey } from "./secret";
import { isLiteral } from "./tokens";

const checkKeyId = (id: string): Problem | undefined => checkKeyIds([id])[0];

export const CHECKS = {
  ElectronhubProvider: {
    apiKey: checkLiteralApiKey,
    baseUrl: checkBaseUrl,
    requestsPerMinute: checkRequestsPerMinute,
    requestsPerMinuteMargin: checkRequestsPerMinuteMargin,
    maxWait: checkWait,
    requestTimeout: checkWait,
    maxRetries: checkMaxRetries,
    ledger: checkLiteralLedger,
  },
  ProxyKey: {
    name: checkName,
    allocatedAmount: checkAllocatedAmount,
    limitType: checkLimitType,
    expiresAt: checkExpiresAt,
    validFor: checkDuration,
    renewBefore: checkDuration,
    rotateBefore: checkDuration,
    modelWhitelist: checkModelWhitelist,
    ipWhitelist: checkIpWhitelist,
    deletionPolicy: checkDeletionPolicy,
    deletionGracePeriod: checkDuration,
  },
  ProxyKeysExclusive: { keyIds: checkKeyIds, namePrefix: checkNamePrefix, ignoreExpiringWithin: checkDuration },
  DataElectronhubProxyKey: { name: checkName, key: refuseLiteralKey },
  DataElectronhubProxyKeys: { nameRegex: checkNameRegex, unusedSince: checkUnusedSince },
  DataElectronhubProxyKeyAccess: { id: checkKeyId, key: refuseLiteralKey },
  EphemeralProxyKey: {
    name: checkName,
    allocatedAmount: checkAllocatedAmount,
    limitType: checkLimitType,
    modelWhitelist: checkModelWhitelist,
    ipWhitelist: checkIpWhitelist,
    validFor: checkEphemeralValidity,
  },
  EphemeralProxyKeyValue: { id: checkKeyId },
  ProxyKeyDisableAction: { id: checkKeyId },
  ProxyKeyEnableAction: { id: checkKeyId },
  ProxyKeysDeleteAllAction: { confirmCount: checkConfirmCount },
};

type Problems = readonly (Problem | undefined)[];

/** Asked at synth, when all is set. Tokens are left to the plan. */
export const TOGETHER = {
  ProxyKey: (key: {
    readonly expiresAtInput?: string;
    readonly validForInput?: string;
    readonly renewBeforeInput?: string;
    readonly rotateBeforeInput?: string;
    readonly deletionPolicyInput?: string;
    readonly deletionGracePeriodInput?: string;
  }): Problems => {
    const { deletionPolicyInput: policy, deletionGracePeriodInput: gracePeriod } = key;
    const validity = {
      expiresAt: key.expiresAtInput,
      validFor: key.validForInput,
      renewBefore: key.renewBeforeInput,
      rotateBefore: key.rotateBeforeInput,
    };
    return [
      [policy, gracePeriod].every(isLiteral) ? checkGracePeriod(policy, gracePeriod) : undefined,
      Object.values(validity).every(isLiteral) ? checkValidity(validity) : undefined,
    ];
  },
  ProxyKeysExclusive: (exclusive: {
    readonly keyIdsInput: string[];
    readonly namePrefixInput?: string;
    readonly useDeleteAllInput?: unknown;
  }): Problems => {
    const { useDeleteAllInput: useDeleteAll, keyIdsInput: keyIds, namePrefixInput: namePrefix } = exclusive;
    if (typeof useDeleteAll !== "boolean" || Token.isUnresolved(keyIds) || !isLiteral(namePrefix)) return [];
    return [checkDeleteAll({ useDeleteAll, keyIds: keyIds.length, namePrefix })];
  },
  DataElectronhubProxyKey: (data: {
    readonly idInput?: string;
    readonly nameInput?: string;
    readonly keyInput?: string;
  }): Problems => exactlyOne("id, name and key", { id: data.idInput, name: data.nameInput, key: data.keyInput }),
  DataElectronhubProxyKeyAccess: (data: { readonly idInput?: string; readonly keyInput?: string }): Problems =>
    exactlyOne("id and key", { id: data.idInput, key: data.keyInput }),
};

/** Tokens count as given: what they come to is the plan's to check. */
function exactlyOne(wanted: string, selectors: Readonly<Record<string, unknown>>): Problems {
  const given = Object.entries(selectors).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (given.length === 1) return [];
  const received = given.length === 0 ? "None is given." : `Given: ${given.join(", ")}.`;
  return [problem(`Give exactly one of ${wanted}`, received)];
}
