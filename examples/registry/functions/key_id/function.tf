variable "proxy_key" {
  type      = string
  sensitive = true
}

# Finds the key among the account's keys, for example to import it.
output "id" {
  value = nonsensitive(provider::electronhub::key_id(var.proxy_key))
}
