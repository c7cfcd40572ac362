resource "electronhub_proxy_key" "ci" {
  name             = "ci"
  allocated_amount = 500
  limit_type       = "weekly"
  model_whitelist  = ["gpt-4o-mini", "claude-sonnet-4"]
  ip_whitelist     = ["203.0.113.0/24"]
}

# The secret is in no state; what needs it reads it elsewhere.
resource "electronhub_proxy_key" "secretless" {
  name             = "secretless"
  allocated_amount = 100
  store_key        = false
}
