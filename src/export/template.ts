// Terraform reads every text as a template, in HCL and in JSON alike. Here a text becomes the template that gives it back.

/** What begins a template, `${` or `%{`, with all signs of its kind before the brace. */
const BEGINNINGS = /[$%]+(?=\{)/g;

export const templateOf = (text: string): string => text.replace(BEGINNINGS, harmlessSigns);

/** Doubled, a sign is itself. How `$$${` is read depends on more than these characters: there a template says them. */
export const harmlessSigns = (signs: string): string => (signs.length === 1 ? signs + signs : inTemplate(signs));

/** Texts without quotation marks and braces only. */
export const inTemplate = (text: string): string => `\${"${text}"}`;
