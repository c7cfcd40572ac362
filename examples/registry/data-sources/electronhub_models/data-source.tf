data "electronhub_models" "chat" {
  owner    = "openai"
  endpoint = "/v1/chat/completions"
  premium  = false
}

resource "electronhub_proxy_key" "intern" {
  name             = "intern"
  allocated_amount = 10
  model_whitelist  = data.electronhub_models.chat.ids
}
