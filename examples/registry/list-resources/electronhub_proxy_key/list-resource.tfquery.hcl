# terraform query -generate-config-out=keys.tf
list "electronhub_proxy_key" "by_hand" {
  provider         = electronhub
  include_resource = true

  config {
    name_regex = "^team-"
    expired    = false
  }
}
