// Names in the conventions of cdktf's provider libraries.

export const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
export const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
export const pascalCase = (name: string): string => capitalised(camelCase(name));

/** data-electronhub-proxy-key */
export const fileName = (className: string): string =>
  className.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** DATA_ELECTRONHUB_PROXY_KEY */
export const constantName = (className: string): string => fileName(className).replace(/-/g, "_").toUpperCase();
