resource "electronhub_proxy_key" "intern" {
  name             = "intern"
  allocated_amount = 10
}

# terraform apply -invoke=action.electronhub_proxy_key_enable.intern
action "electronhub_proxy_key_enable" "intern" {
  config {
    id = electronhub_proxy_key.intern.id
  }
}
