data "electronhub_proxy_key_access" "secretless" {
  id    = electronhub_proxy_key.secretless.id
  model = "gpt-4o-mini"
}

check "key_works" {
  assert {
    condition     = data.electronhub_proxy_key_access.secretless.valid
    error_message = "The key does not work from here: ${data.electronhub_proxy_key_access.secretless.message}"
  }
}
