// GetMetadata: the names of what the provider offers, for clients that do not need the schemas yet.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { type GetMetadata_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";
import { serverCapabilities } from "./server-capabilities";

export function getMetadata({ provider }: Session): MessageInitShape<typeof GetMetadata_ResponseSchema> {
  return {
    serverCapabilities,
    resources: provider.resources.map(({ typeName }) => ({ typeName })),
    dataSources: provider.dataSources.map(({ typeName }) => ({ typeName })),
    ephemeralResources: (provider.ephemeralResources ?? []).map(({ typeName }) => ({ typeName })),
    listResources: (provider.listResources ?? []).map(({ typeName }) => ({ typeName })),
    actions: (provider.actions ?? []).map(({ typeName }) => ({ typeName })),
    functions: (provider.functions ?? []).map(({ name }) => ({ name })),
  };
}
