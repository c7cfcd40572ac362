variable "teams" {
  description = "The teams by name, with their credits, their models (omitted: all) and whether their key works."
  type = map(object({
    credits = number
    models  = optional(set(string))
    enabled = optional(bool, true)
  }))

  validation {
    condition     = alltrue([for team in var.teams : team.credits <= 500])
    error_message = "A team gets 500 credits at most."
  }
}
