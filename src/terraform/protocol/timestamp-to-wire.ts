// Moments on the wire: google.protobuf.Timestamp.
import { type Timestamp, timestampFromMs } from "@bufbuild/protobuf/wkt";

/** From milliseconds since 1970. */
export const timestampToWire = (ms: number | undefined): Timestamp | undefined =>
  ms === undefined ? undefined : timestampFromMs(ms);
