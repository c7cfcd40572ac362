// Which certificate authorities are trusted: the usual ones, and those of TLS-inspecting proxies that a file names.
import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { ApiError } from "./errors";
import { causeOf } from "./failure";

/** As PEM texts; the files' are added to the usual ones. Undefined: the usual ones alone. */
export function trustedCertificates(
  env: NodeJS.ProcessEnv,
  caCertificateFile: string | undefined,
): string[] | undefined {
  // Node reads the last one by itself, and passes over a file that it cannot read; other runtimes do not.
  const files = [caCertificateFile, env.SSL_CERT_FILE, env.NODE_EXTRA_CA_CERTS].filter(isSet);
  if (files.length === 0) return undefined;
  return [...rootCertificates, ...files.map(readCertificates)];
}

const isSet = (file: string | undefined): file is string => file !== undefined && file !== "";

function readCertificates(file: string): string {
  const text = readText(file);
  // Node passes over a file without certificates in silence.
  if (!text.includes("-----BEGIN CERTIFICATE-----")) throw unusable(`${file} holds no certificate in PEM format`);
  return text;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw unusable(`${file} cannot be read (${causeOf(error).reason})`);
  }
}

const unusable = (problem: string): ApiError =>
  new ApiError({
    code: "tls",
    endpoint: "reading certificates",
    message: `the certificate file ${problem}`,
    effect: "none",
  });
