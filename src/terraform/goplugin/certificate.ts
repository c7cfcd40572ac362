// The plugin's certificate for mutual TLS: a fresh P-256 key and a self-signed certificate, in memory only. The DER is
// written here for this one template, because an X.509 library costs some 40 ms of every start, and one terraform command
// starts a provider up to six times.
import { type KeyObject, generateKeyPairSync, randomBytes, sign } from "node:crypto";

export interface Certificate {
  /** PEM, PKCS #8. */
  readonly privateKey: string;
  /** PEM. */
  readonly certificate: string;
  readonly der: Buffer;
}

/** Far longer than any process lives, and short enough that the dates fit UTCTime, which ends in 2049. */
const VALID_MS = 365 * 24 * 60 * 60 * 1000;
/** Clocks of client and plugin are the same; the margin is for rounding. */
const BACKDATED_MS = 30 * 1000;

/** For `localhost`, usable by either side, and by itself as the authority that the other side trusts. */
export function createCertificate(now: Date): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const tbs = toBeSigned(publicKey, now);
  const signature = sign("sha256", tbs, privateKey);
  const der = sequence(tbs, ECDSA_WITH_SHA256, bitString(signature, 0));
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: toPem(der),
    der,
  };
}

/** RFC 5280, TBSCertificate, version 3. */
function toBeSigned(publicKey: KeyObject, now: Date): Buffer {
  const name = sequence(set(sequence(oid("550403"), utf8("localhost"))));
  const validity = sequence(
    utcTime(new Date(now.getTime() - BACKDATED_MS)),
    utcTime(new Date(now.getTime() + VALID_MS)),
  );
  const serial = randomBytes(8);
  serial.writeUInt8((serial.readUInt8(0) & 0x3f) | 0x40, 0); // positive, and never shorter than written
  const extensions = sequence(
    extension("551d13", true, sequence(boolean(true))), // basicConstraints: a certificate authority
    extension("551d0f", true, bitString(Buffer.of(0b1010_1100), 2)), // keyUsage: sign, encipher, agree, certSign
    extension("551d25", false, sequence(oid("2b06010505070301"), oid("2b06010505070302"))), // server and client
    extension("551d11", false, sequence(element(0x82, Buffer.from("localhost")))), // subjectAltName: a DNS name
  );
  return sequence(
    element(0xa0, integer(Buffer.of(2))),
    integer(serial),
    ECDSA_WITH_SHA256,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    element(0xa3, extensions),
  );
}

function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.of(tag, body.length), body]);
  const length = Buffer.of(body.length >> 8, body.length & 0xff);
  const shortest = body.length < 0x100 ? length.subarray(1) : length;
  return Buffer.concat([Buffer.of(tag, 0x80 | shortest.length), shortest, body]);
}

const sequence = (...content: readonly Uint8Array[]): Buffer => element(0x30, ...content);
const set = (...content: readonly Uint8Array[]): Buffer => element(0x31, ...content);
const integer = (bytes: Uint8Array): Buffer => element(0x02, bytes);
const boolean = (value: boolean): Buffer => element(0x01, Buffer.of(value ? 0xff : 0));
const oid = (hex: string): Buffer => element(0x06, Buffer.from(hex, "hex"));
const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text));
const bitString = (bytes: Uint8Array, unusedBits: number): Buffer => element(0x03, Buffer.of(unusedBits), bytes);
const octetString = (bytes: Uint8Array): Buffer => element(0x04, bytes);

/** YYMMDDHHMMSSZ: what RFC 5280 demands until 2049. */
const utcTime = (date: Date): Buffer =>
  element(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-T:]/g, "")}Z`));

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));

const ECDSA_WITH_SHA256 = sequence(oid("2a8648ce3d040302"));

function toPem(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
