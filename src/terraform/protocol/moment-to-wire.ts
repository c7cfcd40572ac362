// Moments on the wire, which its codec takes as dates.

/** From milliseconds since 1970. */
export const momentToWire = (ms: number | undefined): Date | undefined => (ms === undefined ? undefined : new Date(ms));
