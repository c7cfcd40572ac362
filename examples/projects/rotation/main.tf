# A key that is replaced without downtime: when `generation` changes, a new key is made first, and the old one works on for
# a day, long enough for everybody who uses it to take the new one.

terraform {
  required_providers {
    electronhub = {
      source = "electronhub/electronhub"
    }
  }
}

variable "generation" {
  description = "Raise it to rotate the key."
  type        = number
  default     = 1
}

resource "terraform_data" "generation" {
  input = var.generation
}

resource "electronhub_proxy_key" "service" {
  name                  = "service"
  allocated_amount      = 100
  deletion_policy       = "expire"
  deletion_grace_period = "24h"

  lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [terraform_data.generation]
  }
}

output "key" {
  value     = electronhub_proxy_key.service.key
  sensitive = true
}
