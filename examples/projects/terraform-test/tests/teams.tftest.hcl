# Runs in order, against the emulator: each apply makes real calls, and what is left is destroyed at the end.

variables {
  teams = {
    search  = { credits = 100, models = ["gpt-4o-mini"] }
    support = { credits = 50 }
  }
}

run "keys_are_made" {
  command = apply

  assert {
    condition     = electronhub_proxy_key.team["search"].model_whitelist == toset(["gpt-4o-mini"])
    error_message = "The search team's key is not limited to its model."
  }

  assert {
    condition     = electronhub_proxy_key.team["support"].limit_type == "weekly"
    error_message = "A team's credits are per week."
  }

  assert {
    condition     = alltrue([for id in values(output.key_ids) : can(regex("^[0-9a-f]{32}$", id))])
    error_message = "An id is 32 hexadecimal digits."
  }

  assert {
    condition     = alltrue([for key in values(output.keys) : startswith(key, "ek-proxy-")])
    error_message = "A key's value begins with ek-proxy-."
  }
}

run "a_pause_only_switches_the_key_off" {
  command = plan

  variables {
    teams = {
      search  = { credits = 100, models = ["gpt-4o-mini"], enabled = false }
      support = { credits = 50 }
    }
  }

  # The plan tells which calls the apply will make.
  assert {
    condition     = electronhub_proxy_key.team["search"].operations == tolist(["#2 toggle off"])
    error_message = "A pause needs other calls than one: ${join(", ", electronhub_proxy_key.team["search"].operations)}."
  }

  assert {
    condition     = electronhub_proxy_key.team["support"].operations == tolist(["#1 create"])
    error_message = "The other team's key changes too."
  }
}

run "too_many_credits_are_refused" {
  command = plan

  variables {
    teams = { search = { credits = 501 } }
  }

  # Only conditions of the module can be expected to fail, not what the provider refuses.
  expect_failures = [var.teams]
}
