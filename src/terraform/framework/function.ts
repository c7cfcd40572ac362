// What a provider function's author writes: its signature as data, and a pure call. Functions are offline: Terraform calls
// them before the provider is configured.
import { type CtyType, type KnownOf, type Value } from "../cty";

export interface FunctionParameter<T extends CtyType = CtyType> {
  readonly name: string;
  readonly type: T;
  /** Markdown. */
  readonly description: string;
}

/** The argument at that place, known and not null: Terraform answers for the others itself. Throws {@link FunctionError}. */
export type ReadArgument = <T extends CtyType>(index: number, type: T) => KnownOf<T>;

export interface ProviderFunction {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  readonly parameters: readonly FunctionParameter[];
  readonly returns: CtyType;
  /** Throws {@link FunctionError} for what the caller did wrong. */
  call(read: ReadArgument): Value;
}

/** The caller's mistake, at the argument with that index. */
export class FunctionError extends Error {
  constructor(
    message: string,
    readonly argument: number,
  ) {
    super(message);
    this.name = "FunctionError";
  }
}

interface Unary<P extends CtyType, R extends CtyType> extends Omit<ProviderFunction, "parameters" | "call"> {
  readonly parameter: FunctionParameter<P>;
  readonly returns: R;
  call(value: KnownOf<P>): KnownOf<R> & Value;
}

/** A function of one argument. */
export function unaryFunction<P extends CtyType, R extends CtyType>(details: Unary<P, R>): ProviderFunction {
  const { parameter, ...rest } = details;
  return { ...rest, parameters: [parameter], call: (read) => details.call(read(0, parameter.type)) };
}
