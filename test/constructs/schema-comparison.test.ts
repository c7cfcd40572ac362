// Every class says what its schema says.
import { CONSTRUCTS } from "./all-constructs";
import { discrepancies } from "./schema-comparison";

test.each(CONSTRUCTS.map((entry) => [entry[0].name, ...entry] as const))(
  "%s: every attribute, literal and token, in JSON, HCL, references, inputs and resets",
  (_, construct, schema, least, type) => {
    expect([...discrepancies({ construct, schema, least, type })]).toEqual([]);
  },
);
