data "electronhub_account" "this" {}

check "credits" {
  assert {
    condition     = data.electronhub_account.this.credits >= 1000
    error_message = "The account has ${data.electronhub_account.this.credits} credits left."
  }
}
