output "key_ids" {
  description = "The keys' ids, which are not secrets, by team."
  value       = { for name, key in electronhub_proxy_key.team : name => key.id }
}

output "keys" {
  description = "The keys' values by team."
  value       = { for name, key in electronhub_proxy_key.team : name => key.key }
  sensitive   = true
}
