// How answers are read, whatever the user's NODE_OPTIONS say.

/** No leniency towards what is not HTTP; of a head, so many bytes. */
export const STRICT = { insecureHTTPParser: false, maxHeaderSize: 16 * 1024 } as const;
