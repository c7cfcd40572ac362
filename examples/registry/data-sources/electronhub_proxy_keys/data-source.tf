# Keys that nobody has used for 90 days.
data "electronhub_proxy_keys" "idle" {
  enabled      = true
  unused_since = timeadd(plantimestamp(), "-2160h")
}

output "idle_keys" {
  value = { for key in data.electronhub_proxy_keys.idle.keys : key.id => key.name }
}
