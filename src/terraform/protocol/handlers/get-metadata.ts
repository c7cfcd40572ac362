// GetMetadata: the names of what the provider offers, for clients that do not need the schemas yet.
import { type DeepPartial, type GetMetadata_Response } from "../tfplugin6_pb";
import { type Session } from "../session";
import { serverCapabilities } from "./server-capabilities";

export function getMetadata({ provider }: Session): DeepPartial<GetMetadata_Response> {
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
