resource "electronhub_proxy_key" "team" {
  for_each         = toset(["search", "support"])
  name             = each.key
  allocated_amount = 50
}

# Whatever else somebody makes in the account goes with the next apply.
resource "electronhub_proxy_keys_exclusive" "this" {
  key_ids = [for key in electronhub_proxy_key.team : key.id]
}

# The emergency stop instead. The first apply records what there is; the second removes every key, in one call:
#
# resource "electronhub_proxy_keys_exclusive" "stop" {
#   key_ids        = []
#   use_delete_all = true
# }
