// The hand-written certificate, judged by node's own X.509 reader and by real TLS handshakes.
import { X509Certificate, createPrivateKey } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Server } from "node:tls";
import { type Certificate, createCertificate } from "../../../src/terraform/goplugin";

const NOW = new Date("2026-03-01T12:00:00Z");

describe("as node reads it", () => {
  test("it is a self-signed authority for localhost", () => {
    const { certificate, privateKey, der } = createCertificate(NOW);
    const parsed = new X509Certificate(certificate);
    expect(parsed.subject).toBe("CN=localhost");
    expect(parsed.issuer).toBe("CN=localhost");
    expect(parsed.subjectAltName).toBe("DNS:localhost");
    expect(parsed.ca).toBe(true);
    expect(parsed.checkIssued(parsed)).toBe(true);
    expect(parsed.verify(parsed.publicKey)).toBe(true);
    expect(parsed.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
    expect(parsed.checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
    expect(parsed.checkHost("localhost")).toBe("localhost");
    expect(parsed.raw.equals(der)).toBe(true);
  });

  test("it may be a server's and a client's", () => {
    const { keyUsage } = new X509Certificate(createCertificate(NOW).certificate);
    expect(keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
  });

  test("it may sign, encipher keys, agree on keys and sign certificates", () => {
    // keyUsage, critical: six bits, 101011. Node's reader does not show it.
    expect(createCertificate(NOW).der.toString("hex")).toContain("0603551d0f0101ff0404030202ac");
  });

  test.each([
    ["2026-03-01T12:00:00Z", "2026-03-01T11:59:30.000Z", "2027-03-01T12:00:00.000Z"],
    ["2048-12-01T00:00:00Z", "2048-11-30T23:59:30.000Z", "2049-12-01T00:00:00.000Z"],
  ])("made at %s it is valid from a little earlier, for a year", (now, from, to) => {
    const { validFrom, validTo } = new X509Certificate(createCertificate(new Date(now)).certificate);
    expect([validFrom, validTo].map((date) => new Date(date).toISOString())).toEqual([from, to]);
  });

  test("it and its key are others every time", () => {
    const [a, b] = [createCertificate(NOW), createCertificate(NOW)];
    expect(new X509Certificate(a.certificate).serialNumber).not.toBe(new X509Certificate(b.certificate).serialNumber);
    expect(a.privateKey).not.toBe(b.privateKey);
  });

  test("its DER is well formed whatever the random bytes are", () => {
    for (let i = 0; i < 200; i++) {
      const { serialNumber, raw } = new X509Certificate(createCertificate(NOW).der);
      expect(serialNumber).toHaveLength(16);
      expect(raw.length).toBeGreaterThan(300);
    }
  });
});

describe("in a TLS handshake", () => {
  const own = createCertificate(new Date());
  const client = createCertificate(new Date());
  const stranger = createCertificate(new Date());
  let server: Server;

  beforeAll(async () => {
    server = createServer({
      key: own.privateKey,
      cert: own.certificate,
      ca: client.certificate,
      requestCert: true,
      rejectUnauthorized: true,
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });

  afterAll(() => server.close());

  test.each<[string, Certificate | undefined, Certificate, "TLSv1.2" | "TLSv1.3", "accepted" | "refused"]>([
    ["the client that the server trusts", client, own, "TLSv1.3", "accepted"],
    ["the client that the server trusts", client, own, "TLSv1.2", "accepted"],
    ["a client with another certificate", stranger, own, "TLSv1.3", "refused"],
    ["a client with another certificate", stranger, own, "TLSv1.2", "refused"],
    ["a client without a certificate", undefined, own, "TLSv1.3", "refused"],
    ["a client that expects another server", client, stranger, "TLSv1.3", "refused"],
  ])("%s (%#)", async (_name, presented, expected, version, outcome) => {
    const atServer = new Promise<"accepted" | "refused">((resolve) => {
      server.once("secureConnection", () => resolve("accepted"));
      server.once("tlsClientError", () => resolve("refused"));
    });
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("not listening");
    const socket = connect({
      host: "127.0.0.1",
      port: address.port,
      servername: "localhost",
      ca: expected.certificate,
      minVersion: version,
      maxVersion: version,
      ...(presented && { key: presented.privateKey, cert: presented.certificate }),
    });
    socket.on("error", () => undefined);
    expect(await atServer).toBe(outcome);
    server.removeAllListeners("secureConnection").removeAllListeners("tlsClientError");
    socket.destroy();
  });
});
