terraform {
  required_providers {
    electronhub = {
      source  = "electronhub/electronhub"
      version = "~> 0.1"
    }
  }
}

# The account's API key comes from ELECTRONHUB_API_KEY.
provider "electronhub" {
  requests_per_minute_margin = 2
}
