// Debugging: the environment variable by which Terraform uses a provider process that somebody else started.
import { type Endpoint } from "./endpoint";

export function reattachLine(
  providerAddress: string,
  protocolVersion: number,
  pid: number,
  endpoint: Endpoint,
): string {
  const provider = {
    Protocol: "grpc",
    ProtocolVersion: protocolVersion,
    Pid: pid,
    // Terraform leaves such a process running when it is done.
    Test: true,
    Addr: { Network: endpoint.network, String: endpoint.address },
  };
  return `TF_REATTACH_PROVIDERS='${JSON.stringify({ [providerAddress]: provider })}'`;
}
