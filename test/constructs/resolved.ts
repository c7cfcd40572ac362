// What a token comes to in a stack's output.
import { DefaultTokenResolver, StringConcat, type TerraformStack, Tokenization } from "cdktf";

export function resolved(scope: TerraformStack, value: unknown): unknown {
  return Tokenization.resolve(value, {
    scope,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });
}
