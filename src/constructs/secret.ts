// References to secrets.
import { Fn, Token } from "cdktf";

/**
 * Marks a reference as sensitive also where Terraform forgets that it is: a value that reaches another stack through its
 * remote state is printed in that stack's plan otherwise.
 */
export const secret = (reference: string): string => Token.asString(Fn.sensitive(reference));
