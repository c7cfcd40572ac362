# Three proxy keys of a team. The account's API key comes from ELECTRONHUB_API_KEY.
terraform {
  required_providers {
    electronhub = {
      source = "electronhub/electronhub"
    }
  }
}

provider "electronhub" {}

resource "electronhub_proxy_key" "ci" {
  name             = "ci"
  allocated_amount = 500
  limit_type       = "weekly"
  model_whitelist  = ["gpt-4o-mini", "claude-sonnet-4"]
}

resource "electronhub_proxy_key" "contractor" {
  name             = "contractor"
  allocated_amount = 100
  expires_at       = "2035-01-31T00:00:00Z"
  ip_whitelist     = ["203.0.113.0/24", "2001:db8::7"]
}

resource "electronhub_proxy_key" "batch" {
  name             = "nightly batch"
  allocated_amount = 250
  limit_type       = "monthly"
}

# What the CI key has used so far. Volatile figures are in data sources only, so that they never show as drift.
data "electronhub_proxy_key" "ci" {
  id = electronhub_proxy_key.ci.id
}

output "ci_key_id" {
  value = electronhub_proxy_key.ci.id
}

output "ci_used_amount" {
  value = data.electronhub_proxy_key.ci.used_amount
}

output "ci_key" {
  value     = electronhub_proxy_key.ci.key
  sensitive = true
}
