// How long texts may be, in characters (code points). Data only.

/** Of a key. */
export const NAME_LENGTH = 25;

/** What the API takes for a key's value. */
export const PROXY_KEY_LENGTH = 256;
