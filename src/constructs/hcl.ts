// The shape in which cdktf wants attributes when it writes HCL instead of JSON.
import {
  booleanToHclTerraform,
  type IResolvable,
  listMapperHcl,
  numberToHclTerraform,
  stringToHclTerraform,
} from "cdktf";

/** By Terraform name. */
export type HclAttributes = Record<string, HclAttribute | undefined>;

export interface HclAttribute {
  readonly value: unknown;
  readonly isBlock: false;
  readonly type: "simple" | "set";
  readonly storageClassType: "string" | "number" | "boolean" | "stringList";
}

export const hclString = (value?: string): HclAttribute | undefined =>
  value === undefined
    ? undefined
    : { value: stringToHclTerraform(value), isBlock: false, type: "simple", storageClassType: "string" };

export const hclNumber = (value?: number): HclAttribute | undefined =>
  value === undefined
    ? undefined
    : { value: numberToHclTerraform(value), isBlock: false, type: "simple", storageClassType: "number" };

export const hclBoolean = (value?: boolean | IResolvable): HclAttribute | undefined =>
  value === undefined
    ? undefined
    : { value: booleanToHclTerraform(value), isBlock: false, type: "simple", storageClassType: "boolean" };

export const hclStringSet = (values?: string[]): HclAttribute | undefined =>
  values === undefined
    ? undefined
    : {
        value: listMapperHcl(stringToHclTerraform, false)(values),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      };

/** Attributes that were not given are left out. */
export const given = (attributes: HclAttributes): { [name: string]: unknown } =>
  Object.fromEntries(Object.entries(attributes).filter(([, attribute]) => attribute !== undefined));
