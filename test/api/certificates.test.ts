import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { trustedCertificates } from "../../src/api/certificates";
import { KEY, closeAll, fixture, openClient, signal, startServer, startTlsServer } from "./recording-server";

afterEach(closeAll);

const AUTHORITY = fixture("authority.pem");
const OTHER = fixture("other-authority.pem");

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "certificates-"));
});
afterEach(() => rm(directory, { recursive: true }));

test.each([
  ["ca_certificate_file", { caCertificateFile: AUTHORITY }],
  ["SSL_CERT_FILE", { env: { SSL_CERT_FILE: AUTHORITY } }],
  ["SSL_CERT_FILE beside another", { caCertificateFile: OTHER, env: { SSL_CERT_FILE: AUTHORITY } }],
  ["NODE_EXTRA_CA_CERTS", { env: { NODE_EXTRA_CA_CERTS: AUTHORITY } }],
  ["NODE_EXTRA_CA_CERTS beside another", { env: { SSL_CERT_FILE: OTHER, NODE_EXTRA_CA_CERTS: AUTHORITY } }],
])("an authority named in %s is trusted", async (_, options) => {
  const server = await startTlsServer({ body: [] });
  await expect(openClient(server, options).list(signal)).resolves.toEqual([]);
});

test.each([
  ["no authority", {}],
  ["another authority", { caCertificateFile: OTHER }],
])("a certificate is refused where %s is named", async (_, options) => {
  const server = await startTlsServer({ body: {} });
  const failed = openClient(server, { ...options, maxRetries: 3 }).remove(KEY, signal);
  await expect(failed).rejects.toMatchObject({ code: "tls", effect: "none" });
  await expect(failed).rejects.toThrow(/^UNABLE_TO_VERIFY_LEAF_SIGNATURE: unable to verify the first certificate/);
  expect(server.requests).toHaveLength(0);
});

test("a certificate for another name is refused", async () => {
  const server = await startTlsServer({ body: {} });
  const client = openClient({ baseUrl: `https://127.0.0.1:${server.port}/v1` }, { caCertificateFile: AUTHORITY });
  await expect(client.remove(KEY, signal)).rejects.toMatchObject({ code: "tls", effect: "none" });
  expect(server.requests).toHaveLength(0);
});

test("a server without TLS at an https address is a TLS failure", async () => {
  const server = await startServer({ body: {} });
  const client = openClient({ baseUrl: `https://127.0.0.1:${server.port}/v1` });
  await expect(client.remove(KEY, signal)).rejects.toMatchObject({ code: "tls", effect: "none" });
});

test("named authorities are added to the usual ones", async () => {
  expect(trustedCertificates({ SSL_CERT_FILE: OTHER, NODE_EXTRA_CA_CERTS: AUTHORITY }, undefined)).toEqual([
    ...rootCertificates,
    await readFile(OTHER, "utf8"),
    await readFile(AUTHORITY, "utf8"),
  ]);
});

test("the usual ones are left alone where no authority is named", () => {
  expect(trustedCertificates({ SSL_CERT_FILE: "", NODE_EXTRA_CA_CERTS: "" }, undefined)).toBeUndefined();
});

test("a file that cannot be read is named", async () => {
  const file = join(directory, "missing.pem");
  const client = openClient({ baseUrl: "https://localhost:1/v1" }, { caCertificateFile: file, maxRetries: 3 });
  await expect(client.list(signal)).rejects.toMatchObject({
    code: "tls",
    effect: "none",
    message: `the certificate file ${file} cannot be read (ENOENT)`,
  });
  await expect(client.close()).resolves.toBeUndefined();
});

test("a file without a certificate is named", async () => {
  const file = join(directory, "key.pem");
  await writeFile(file, await readFile(fixture("server-key.pem")));
  const client = openClient({ baseUrl: "https://localhost:1/v1" }, { env: { SSL_CERT_FILE: file } });
  await expect(client.list(signal)).rejects.toMatchObject({
    code: "tls",
    message: `the certificate file ${file} holds no certificate in PEM format`,
  });
});
