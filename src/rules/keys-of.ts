// Numbers of keys in messages.

export const keysOf = (count: number): string => `${count} proxy ${count === 1 ? "key" : "keys"}`;
