// What a provider process must know before anything else: who starts it, and what it speaks.

/** By which a provider process knows that Terraform started it: fixed for all Terraform plugins. */
export const TERRAFORM_COOKIE = {
  key: "TF_PLUGIN_MAGIC_COOKIE",
  value: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
};

/** The protocol version of tfplugin6. */
export const PROTOCOL_VERSION = 6;
