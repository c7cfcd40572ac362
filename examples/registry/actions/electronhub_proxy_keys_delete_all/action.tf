variable "keys_to_delete" {
  description = "How many keys the account has, as electronhub keys list tells."
  type        = number
}

# terraform apply -invoke=action.electronhub_proxy_keys_delete_all.stop -var keys_to_delete=12
action "electronhub_proxy_keys_delete_all" "stop" {
  config {
    confirm_count = var.keys_to_delete
  }
}
