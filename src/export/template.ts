// Terraform reads every text as a template, in HCL and in JSON alike. Here a text becomes the template that gives it back.

/** The sign that begins a template, `${` or `%{`. Doubled, it is itself, whatever stands before it. */
const BEGINNINGS = /[$%](?=\{)/g;

export const templateOf = (text: string): string => text.replace(BEGINNINGS, "$&$&");
