data "electronhub_proxy_key" "ci" {
  name = "ci"
}

output "used_amount" {
  value = data.electronhub_proxy_key.ci.used_amount
}
