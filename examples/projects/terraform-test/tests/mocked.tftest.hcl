# Without the emulator: Terraform makes up what the provider computes, and no call is made. What it makes up are random words
# (and false, 0 and empty lists), unless a default says otherwise: these are as the API answers.

mock_provider "electronhub" {
  mock_resource "electronhub_proxy_key" {
    defaults = {
      id              = "0123456789abcdef0123456789abcdef"
      key             = "ek-proxy-mocked"
      created_at      = "2027-01-01T00:00:00Z"
      expires_at      = "2027-12-31T00:00:00Z" # of keys with valid_for, or that never expire
      limit_type      = "daily"
      enabled         = true
      deletion_policy = "delete"
      store_key       = true
    }
  }
}

variables {
  teams = {
    search  = { credits = 100, models = ["gpt-4o-mini"] }
    support = { credits = 50, enabled = false }
  }
}

run "each_team_has_a_key" {
  command = apply

  assert {
    condition     = toset(keys(output.key_ids)) == toset(["search", "support"])
    error_message = "A team has no key."
  }

  assert {
    condition     = alltrue([for key in values(output.keys) : startswith(key, "ek-proxy-")])
    error_message = "A key's value begins with ek-proxy-."
  }

  assert {
    condition     = !electronhub_proxy_key.team["support"].enabled
    error_message = "The support team's key works."
  }
}
