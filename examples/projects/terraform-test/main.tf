# A module as you might write one: a proxy key for each team, with rules of your own.

terraform {
  required_version = ">= 1.7"

  required_providers {
    electronhub = {
      source = "electronhub/electronhub"
    }
  }
}

resource "electronhub_proxy_key" "team" {
  for_each         = var.teams
  name             = each.key
  allocated_amount = each.value.credits
  limit_type       = "weekly"
  model_whitelist  = each.value.models
  enabled          = each.value.enabled
}
