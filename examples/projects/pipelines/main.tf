# What the pipelines beside this file plan and apply. In your repository it stands beside the pipeline's definition.

terraform {
  required_version = ">= 1.11"

  # Any backend that locks. Of this one address and password come from the environment (TF_HTTP_...).
  backend "http" {}

  required_providers {
    electronhub = {
      source  = "electronhub/electronhub"
      version = "~> 0.1"
    }
  }
}

variable "office_addresses" {
  description = "From where the key may be used. The pipeline sets it: TF_VAR_office_addresses."
  type        = set(string)
}

resource "electronhub_proxy_key" "service" {
  name             = "service"
  allocated_amount = 100
  model_whitelist  = ["gpt-4o-mini"]
  ip_whitelist     = var.office_addresses

  # No secret in the state, and none in the plan file that goes from job to job. The ephemeral resource
  # electronhub_proxy_key_value hands the key's value to a secret store.
  store_key = false
}
