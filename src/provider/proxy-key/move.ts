// A `moved` block from a resource that managed the key through the bare API. Its state holds the value as id; ours holds the
// key as an import leaves it, without any secret. Terraform asks before it configures the provider, so no call is made: the
// refresh that follows fills in what the old state does not tell.
import { keyId } from "../../api/key-id";
import { quoted } from "../../api/visible";
import { DiagnosticsError, type MoveRequest, type StateResponse, errorDiagnostic } from "../../terraform/framework";
import { foreignKey, foreignKeys } from "./foreign-state";
import { importedState } from "./import";
import { type ProxyKeyAttributes } from "./schema";

/** Of Mastercard/restapi and magodo/restful, and of their forks. */
const SOURCES = ["restapi_object", "restful_resource"];

export async function moveProxyKey({ typeName, state }: MoveRequest): Promise<StateResponse<ProxyKeyAttributes>> {
  if (!SOURCES.includes(typeName)) {
    throw refusal(
      `A proxy key cannot be moved from ${quoted(typeName)}`,
      `A moved block takes ${SOURCES.join(" and ")}, where their state holds the key.`,
    );
  }
  const [key, ...others] = foreignKeys(state);
  if (key === undefined) {
    throw refusal(
      `The state of the ${typeName} holds no proxy key`,
      "The provider looked for a key's value in its id and in the API's stored answer.",
    );
  }
  if (others.length > 0) {
    const ids = [key, ...others].map((one) => `- ${keyId(one)}`).join("\n");
    throw refusal(
      `The state of the ${typeName} holds ${1 + others.length} proxy keys`,
      `It is not clear which one is meant. Their ids are:\n${ids}`,
    );
  }
  const { record, limitType } = foreignKey(state, key);
  return { state: { ...importedState(record), limit_type: limitType } };
}

const refusal = (summary: string, detail: string): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      summary,
      `${detail}\n\nImport the key instead: remove the moved block, let Terraform forget the old resource without destroying the key (terraform state rm ADDRESS), and write an import block with the key's id, or with "name:" and its name.`,
    ),
  ]);
