resource "electronhub_proxy_key" "service" {
  name             = "service"
  allocated_amount = 100
  store_key        = false
}

ephemeral "electronhub_proxy_key_value" "service" {
  id = electronhub_proxy_key.service.id
}

# Into a secret store, and into no state: a write-only argument of its provider, or a command.
resource "terraform_data" "deliver" {
  triggers_replace = electronhub_proxy_key.service.id

  provisioner "local-exec" {
    command     = "./deliver-secret.sh"
    environment = { SECRET = ephemeral.electronhub_proxy_key_value.service.key }
  }
}
