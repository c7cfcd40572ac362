// Names of keys as Terraform has them: in Unicode's composed form (NFC), whatever form the API keeps. Pure.

export const composed = (name: string): string => name.normalize("NFC");
