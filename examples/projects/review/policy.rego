# The review as Open Policy Agent and Conftest judge it:
#
#   electronhub review --format json plan.json > review.json
#   conftest test --policy policy.rego review.json
#   opa eval --fail-defined --data policy.rego --input review.json 'data.main.deny[_]'
#
# dist/review.schema.json describes the input. Values that are not told are objects: {"unknown": true} or {"sensitive": true}.
package main

import rego.v1

# What could not be analysed must not pass for harmless.
deny contains msg if {
	not input.complete
	msg := "The review is not complete: see the gaps of its plans."
}

# Whatever electronhub itself was told to fail on.
deny contains violation.words if some violation in input.violations

# Keys of production are neither destroyed nor replaced.
deny contains msg if {
	some plan in input.plans
	some key in plan.keys
	key.change in {"destroy", "replace"}
	startswith(key.name.before, "prod-")
	msg := sprintf("%s is a key of production, and the plan would %s it.", [key.address, key.change])
}

# A key gets at most twice the credits that it had. What is not told could be any amount.
deny contains msg if {
	some plan in input.plans
	some key in plan.keys
	is_number(key.allocation.before)
	key.allocation.before > 0
	key.allocation.after != null
	not at_most_double(key.allocation)
	msg := sprintf("%s gets more than twice its credits, or nobody can tell.", [key.address])
}

at_most_double(allocation) if {
	is_number(allocation.after)
	allocation.after <= 2 * allocation.before
}

# Nobody is stopped by a warning.
warn contains msg if {
	some plan in input.plans
	some key in plan.keys
	some sentence in key.irreversible
	msg := sprintf("%s: %s", [key.address, sentence])
}
