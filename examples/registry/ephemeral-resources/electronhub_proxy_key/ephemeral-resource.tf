# A key for the smoke test of a deployment: it is gone when the run ends.
ephemeral "electronhub_proxy_key" "smoke_test" {
  name             = "smoke test"
  allocated_amount = 1
  model_whitelist  = ["gpt-4o-mini"]
}

resource "terraform_data" "smoke_test" {
  triggers_replace = plantimestamp()

  provisioner "local-exec" {
    command     = "./smoke-test.sh"
    environment = { ELECTRONHUB_KEY = ephemeral.electronhub_proxy_key.smoke_test.key }
  }
}
