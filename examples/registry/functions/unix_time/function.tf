resource "electronhub_proxy_key" "until_summer" {
  name             = "until summer"
  allocated_amount = 100
  expires_at       = "2035-06-01T00:00:00Z"
}

output "days_left" {
  value = floor((provider::electronhub::unix_time(electronhub_proxy_key.until_summer.expires_at) - provider::electronhub::unix_time(plantimestamp())) / 86400)
}
